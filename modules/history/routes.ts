import { z } from 'zod'
import { badField, notFound } from '../../kernel/failure.ts'
import type { NetworkedWorld } from '../../networks/world.ts'
import { accountAnswers } from '../brand/index.ts'
import { Id, PageQuery } from '../team/api.ts'
import { type Route, route, wordsIn } from '../team/index.ts'
import { Archives, ArchiveTaken, HistoryPage, Readings } from './api.ts'
import { postsOf } from './store.ts'
import { takeArchive } from './take-archive.ts'

const tag = 'History'
const OfBrand = z.object({ brandId: Id })
const reads = { kind: 'brand', role: 'viewer' } as const

export const historyRoutes: Route<NetworkedWorld>[] = [
  route({
    method: 'GET',
    path: '/api/archives',
    summary: 'Closed networks whose archives can be read',
    tag,
    access: { kind: 'session' },
    answer: Archives,
    handle: async ({ world, locale }: { world: NetworkedWorld; locale: string }) => {
      const words = wordsIn(locale)
      return {
        items: world.networks.all.flatMap(({ composing, archive }) =>
          archive
            ? [
                {
                  ...{ network: composing.id, name: composing.name, color: composing.color, accepts: archive.accepts },
                  ...{ label: words.say(archive.label), help: words.say(archive.help) },
                  steps: archive.steps.map((step) => words.say(step)),
                },
              ]
            : [],
        ),
      }
    },
  }),
  route({
    method: 'POST',
    path: '/api/brands/:brandId/history/archives',
    summary: 'Read an archive of a closed network into the history',
    tag,
    access: { kind: 'brand', role: 'manager' },
    status: 201,
    perMinute: 10,
    params: OfBrand,
    query: z.object({ network: z.string().max(40) }),
    upload: true,
    answer: ArchiveTaken,
    handle: async ({ world, caller, params, query, files, signal }) => {
      for await (const file of files()) {
        const taken = await takeArchive(world, caller, { ...params, ...query }, file, signal)
        const [account] = await accountAnswers(world, [taken.account])
        if (!account) throw notFound()
        return { account, posts: taken.posts, added: taken.added }
      }
      throw badField('file', 'history.noFile')
    },
  }),
  route({
    method: 'GET',
    path: '/api/brands/:brandId/history',
    summary: 'What stood before, newest first',
    tag,
    access: reads,
    params: OfBrand,
    query: PageQuery.extend({ account: Id.optional(), q: z.string().max(200).optional() }),
    answer: HistoryPage,
    handle: ({ world, params, query: { account, q, after, limit } }) =>
      postsOf(world.db, { brandId: params.brandId, account, words: q, after, limit }),
  }),
  route({
    method: 'GET',
    path: '/api/brands/:brandId/history/readings',
    summary: 'How far the past of each account has been read',
    tag,
    access: reads,
    params: OfBrand,
    answer: Readings,
    handle: async ({ world, params }) => {
      const rows = await world.db
        .selectFrom('historyReading as reading')
        .innerJoin('account', 'account.id', 'reading.accountId')
        .select(['reading.accountId', 'reading.posts', 'reading.beganAt', 'reading.endedAt', 'reading.trouble'])
        .where('account.brandId', '=', params.brandId)
        .orderBy('reading.accountId')
        .execute()
      return {
        items: rows.map((row) => ({
          ...{ accountId: row.accountId, posts: row.posts, beganAt: row.beganAt.toISOString() },
          ...{ endedAt: row.endedAt?.toISOString() ?? null, trouble: row.trouble },
        })),
      }
    },
  }),
]
