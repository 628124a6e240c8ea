import { Refusal } from '../../kernel/failure.ts'
import { probe } from '../../kernel/media/probe.ts'
import type { World } from '../../kernel/world.ts'
import { streamOf } from './media.ts'

const atOnce = 50

/** Files that came before codecs were asked for are measured now; one that cannot be is told by a rate of 0. */
export async function measureMedia(world: World): Promise<number> {
  const rows = await world.db
    .selectFrom('media')
    .select(['id', 'fileKey'])
    .where('kind', 'in', ['video', 'audio'])
    .where('bitRate', 'is', null)
    .limit(atOnce)
    .execute()
  for (const { id, fileKey } of rows)
    await world.db
      .updateTable('media')
      .set({ bitRate: 0, ...(await measured(world.files.path(fileKey))) })
      .where('id', '=', id)
      .execute()
  return rows.length
}

async function measured(path: string) {
  try {
    return streamOf(await probe(path))
  } catch (error) {
    // A file of a restored desk may be damaged or gone: its other facts still stand.
    if (error instanceof Refusal || isMissing(error)) return {}
    throw error
  }
}

const isMissing = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'ENOENT'
