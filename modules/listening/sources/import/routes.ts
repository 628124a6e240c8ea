import { z } from 'zod'
import { badField } from '../../../../kernel/failure.ts'
import type { NetworkedWorld } from '../../../../networks/world.ts'
import { Id } from '../../../team/api.ts'
import { type Route, route } from '../../../team/index.ts'
import { ChangeMentionImport, MentionImport } from '../api.ts'
import { presentImport } from './present-import.ts'
import { beginTaking, cancelImport, changeReading, takeFile } from './take-file.ts'

const tag = 'Listening sources'
const OfBrand = z.object({ brandId: Id })
const OfImport = OfBrand.extend({ mentionFileId: Id })
const importIn = ({ brandId, mentionFileId }: z.output<typeof OfImport>) => ({ brandId, importId: mentionFileId })
const path = '/api/brands/:brandId/listening/imports'
const settles = { kind: 'brand', role: 'editor' } as const

export const mentionImportRoutes: Route<NetworkedWorld>[] = [
  route({
    ...{ method: 'POST', path, summary: 'Read a file of mentions (CSV, JSON lines), taking nothing yet' },
    ...{ tag, access: settles, status: 201, params: OfBrand, upload: true, answer: MentionImport },
    handle: async ({ world, caller, params, files, locale }) => {
      for await (const file of files()) {
        const importId = await takeFile(world, caller, params.brandId, file)
        return presentImport(world, { ...params, importId }, locale)
      }
      throw badField('file', 'listening.import.empty')
    },
  }),
  route({
    ...{
      method: 'GET',
      path: `${path}/:mentionFileId`,
      summary: 'A file as it is understood, or how far it was taken',
    },
    ...{ tag, access: settles, params: OfImport, answer: MentionImport },
    handle: ({ world, params, locale }) => presentImport(world, importIn(params), locale),
  }),
  route({
    ...{
      method: 'PATCH',
      path: `${path}/:mentionFileId`,
      summary: 'Read it with other columns, order of dates or encoding',
    },
    ...{ tag, access: settles, params: OfImport, body: ChangeMentionImport, answer: MentionImport },
    handle: async ({ world, params, body, locale }) => {
      await changeReading(world, importIn(params), body)
      return presentImport(world, importIn(params), locale)
    },
  }),
  route({
    ...{ method: 'POST', path: `${path}/:mentionFileId/take`, summary: 'Take its good rows as mentions' },
    ...{ tag, access: settles, params: OfImport, answer: MentionImport },
    handle: async ({ world, params, locale }) => {
      await beginTaking(world, importIn(params))
      return presentImport(world, importIn(params), locale)
    },
  }),
  route({
    ...{ method: 'POST', path: `${path}/:mentionFileId/cancel`, summary: 'Take no more of it' },
    ...{ tag, access: settles, params: OfImport, answer: MentionImport },
    handle: async ({ world, params, locale }) => {
      await cancelImport(world, importIn(params))
      return presentImport(world, importIn(params), locale)
    },
  }),
]
