import { z } from 'zod'
import { inTransaction } from '../../kernel/db/connect.ts'
import type { NetworkedWorld } from '../../networks/world.ts'
import { Id } from '../team/api.ts'
import { type Route, route } from '../team/index.ts'
import { Compared, MergePerson, Person, Suggestions } from './api.ts'
import { dismissPair, mergePersons, undoMerge } from './merge-persons.ts'
import { comparePersons, showPerson } from './show-person.ts'
import { personOf } from './store.ts'
import { suggestMerges } from './suggest-merges.ts'

const tag = 'People'
const OfBrand = z.object({ brandId: Id })
const OfTwo = OfBrand.extend({ personId: Id, otherId: Id })
const reads = { kind: 'brand', role: 'viewer' } as const
const merges = { kind: 'brand', role: 'editor' } as const
const path = '/api/brands/:brandId/people'

export const mergeRoutes: Route<NetworkedWorld>[] = [
  route({
    ...{ method: 'GET', path: `${path}/suggestions`, tag, access: reads },
    summary: 'Pairs that may be one person, with what speaks for it; never merged by itself',
    params: OfBrand,
    answer: Suggestions,
    handle: ({ world, params, locale }) => suggestMerges(world, params.brandId, locale),
  }),
  route({
    ...{ method: 'POST', path: `${path}/suggestions/:personId/:otherId/dismiss`, tag, access: merges, status: 204 },
    summary: 'These two are not one: suggest it no more',
    params: OfTwo,
    handle: async ({ world, caller, params: { brandId, personId, otherId } }) => {
      const [one, other] = await Promise.all([
        personOf(world.db, brandId, personId),
        personOf(world.db, brandId, otherId),
      ])
      if (one.id === other.id) return undefined
      const pair = { brandId, one: one.id, other: other.id, at: world.clock.now() }
      await inTransaction(world.db, (tx) => dismissPair(tx, caller, pair))
      return undefined
    },
  }),
  route({
    ...{ method: 'GET', path: `${path}/:personId/compared/:otherId`, tag, access: reads },
    summary: 'Two side by side, before they are merged',
    params: OfTwo,
    answer: Compared,
    handle: ({ world, params, locale }) => comparePersons(world, params, locale),
  }),
  route({
    ...{ method: 'POST', path: `${path}/:personId/merge`, tag, access: merges },
    summary: 'Make the other a part of this person',
    params: OfBrand.extend({ personId: Id }),
    body: MergePerson,
    answer: Person,
    handle: async ({ world, caller, params: { brandId, personId }, body, locale }) => {
      await mergePersons(world, caller, { brandId, keptId: personId, otherId: body.other })
      return showPerson(world, { brandId, personId }, locale)
    },
  }),
  route({
    ...{ method: 'POST', path: `${path}/merges/:mergeId/undo`, tag, access: merges },
    summary: 'Make two of one again',
    params: OfBrand.extend({ mergeId: Id }),
    answer: Person,
    handle: async ({ world, caller, params: { brandId, mergeId }, locale }) => {
      const { id: personId } = await undoMerge(world, caller, brandId, mergeId)
      return showPerson(world, { brandId, personId }, locale)
    },
  }),
]
