import { z } from 'zod'
import type { NetworkedWorld } from '../../../networks/world.ts'
import { accountsOf } from '../../brand/index.ts'
import { Id } from '../../team/api.ts'
import { type Route, route, wordsIn } from '../../team/index.ts'
import { translate } from '../translate/translate.ts'
import { vendorNames } from '../translate/vendors.ts'
import * as api from './api.ts'
import { firstQuery } from './first-query.ts'
import { presentProblems } from './present-problem.ts'
import { presentQueries, presentTopic, presentTopics, presentVersions } from './present-topics.ts'
import { differenceBetween, preview } from './preview.ts'
import { changeQuery, deleteQuery, makeQuery, restoreQuery } from './queries.ts'
import { type QueryRow, queryOf } from './query-store.ts'
import { changeTopic, deleteTopic, makeTopic, orderTopics } from './topics.ts'

const tag = 'Listening'
const at = '/api/brands/:brandId/listening'
const OfBrand = z.object({ brandId: Id })
const OfTopic = OfBrand.extend({ topicId: Id })
const OfQuery = OfBrand.extend({ queryId: Id })
const reads = { kind: 'brand', role: 'viewer' } as const
const writes = { kind: 'brand', role: 'editor' } as const
const settles = { kind: 'brand', role: 'manager' } as const

const topicRoutes: Route<NetworkedWorld>[] = [
  route({
    ...{ method: 'GET', path: `${at}/topics`, summary: 'What the brand listens for: topics and their queries' },
    ...{ tag, access: reads, params: OfBrand, answer: api.Topics },
    handle: async ({ world, params }) => ({ items: await presentTopics(world, params.brandId) }),
  }),
  route({
    ...{ method: 'POST', path: `${at}/topics`, summary: 'Make a topic, with its first queries' },
    ...{ tag, access: settles, status: 201, params: OfBrand, body: api.MakeTopic, answer: api.Topic },
    handle: async ({ world, caller, params, body }) =>
      presentTopic(world, await makeTopic(world, caller, params.brandId, body)),
  }),
  route({
    ...{ method: 'PUT', path: `${at}/topics/order`, summary: 'Put topics in order' },
    ...{ tag, access: settles, params: OfBrand, body: api.TopicOrder, answer: api.Topics },
    handle: async ({ world, caller, params, body }) => {
      await orderTopics(world, caller, params.brandId, body.topicIds)
      return { items: await presentTopics(world, params.brandId) }
    },
  }),
  route({
    ...{ method: 'PATCH', path: `${at}/topics/:topicId`, summary: 'Change a topic, or switch all its queries' },
    ...{ tag, access: settles, params: OfTopic, body: api.ChangeTopic, answer: api.Topic },
    handle: async ({ world, caller, params, body }) =>
      presentTopic(world, await changeTopic(world, caller, params, body)),
  }),
  route({
    ...{ method: 'DELETE', path: `${at}/topics/:topicId`, summary: 'Delete a topic; the mentions it found stay' },
    ...{ tag, access: settles, status: 204, params: OfTopic },
    handle: async ({ world, caller, params }) => {
      await deleteTopic(world, caller, params)
      return undefined
    },
  }),
]

const queryRoutes: Route<NetworkedWorld>[] = [
  route({
    ...{ method: 'POST', path: `${at}/topics/:topicId/queries`, summary: 'Add a query to a topic' },
    ...{ tag, access: settles, status: 201, params: OfTopic, body: api.MakeQuery, answer: api.Query },
    handle: async ({ world, caller, params, body }) => one(world, await makeQuery(world, caller, params, body)),
  }),
  route({
    ...{ method: 'PATCH', path: `${at}/queries/:queryId`, summary: 'Change a query' },
    ...{ tag, access: settles, params: OfQuery, body: api.ChangeQuery, answer: api.Query },
    handle: async ({ world, caller, params, body }) => one(world, await changeQuery(world, caller, params, body)),
  }),
  route({
    ...{ method: 'DELETE', path: `${at}/queries/:queryId`, summary: 'Delete a query; the mentions it found stay' },
    ...{ tag, access: settles, status: 204, params: OfQuery },
    handle: async ({ world, caller, params }) => {
      await deleteQuery(world, caller, params)
      return undefined
    },
  }),
  route({
    ...{ method: 'GET', path: `${at}/queries/:queryId/versions`, summary: 'What a query said before' },
    ...{ tag, access: reads, params: OfQuery, answer: api.QueryVersions },
    handle: async ({ world, params }) =>
      presentVersions(world.db, (await queryOf(world.db, params.brandId, params.queryId)).id),
  }),
  route({
    ...{ method: 'POST', path: `${at}/queries/:queryId/restore`, summary: 'Say again what an older version said' },
    ...{ tag, access: settles, params: OfQuery, body: api.RestoreQuery, answer: api.Query },
    handle: async ({ world, caller, params, body }) => one(world, await restoreQuery(world, caller, params, body)),
  }),
  route({
    ...{ method: 'GET', path: `${at}/queries/:queryId/difference`, summary: 'What one version finds and another not' },
    ...{ tag, access: reads, params: OfQuery, query: api.DifferenceQuery, answer: api.QueryDifference, perMinute: 60 },
    handle: ({ world, params, query }) => differenceBetween(world, { ...params, ...query }),
  }),
]

const writingRoutes: Route<NetworkedWorld>[] = [
  route({
    ...{ method: 'POST', path: `${at}/preview`, summary: 'What a query stands for and would find, before it is saved' },
    ...{ tag, access: writes, params: OfBrand, body: api.AskPreview, answer: api.Preview, perMinute: 120 },
    handle: ({ world, params, body, locale, signal }) => preview(world, { ...params, locale, signal }, body),
  }),
  route({
    ...{ method: 'POST', path: `${at}/translations`, summary: 'Translate a query of another tool' },
    ...{ tag, access: writes, params: OfBrand, body: api.AskTranslation, answer: api.Translation, perMinute: 120 },
    handle: async ({ body, locale }) => {
      const { vendor, query, notes, problems } = translate(body.text, body.vendor)
      const { say } = wordsIn(locale)
      return {
        ...{ vendor: vendor ?? null, vendorName: vendor ? vendorNames[vendor] : null, query },
        notes: notes.map(({ values, ...note }) => ({ ...note, message: say(note.code, values) })),
        problems: presentProblems(problems, locale),
      }
    },
  }),
  route({
    ...{ method: 'GET', path: `${at}/first-query`, summary: 'A good first query for a name' },
    ...{ tag, access: reads, params: OfBrand, query: api.FirstQueryFor, answer: api.FirstQuery },
    handle: async ({ world, params, query }) => {
      const accounts = await accountsOf(world.db, params.brandId)
      return { text: firstQuery({ ...query, handles: accounts.map((one) => one.handle) }) }
    },
  }),
]

async function one(world: NetworkedWorld, row: QueryRow) {
  const [query] = await presentQueries(world, [row])
  if (!query) throw new Error(`query ${row.id} is there and is not shown`)
  return query
}

export const listeningQueryRoutes = [...topicRoutes, ...queryRoutes, ...writingRoutes]
