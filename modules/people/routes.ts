import { z } from 'zod'
import type { NetworkedWorld } from '../../networks/world.ts'
import { Id } from '../team/api.ts'
import { type Route, route } from '../team/index.ts'
import { ChangePerson, Fresh, NotePerson, PeopleQuery, PeopleTags, Person, PersonPage } from './api.ts'
import { changePerson, dropNote, notePerson } from './change-person.ts'
import { erasePerson } from './erase-person.ts'
import { exportPerson } from './export-person.ts'
import { freshPeople } from './greet.ts'
import { presentBriefs } from './present.ts'
import { showPerson } from './show-person.ts'
import { peopleOf, tagsOf } from './store.ts'
import { windowsOf } from './windows.ts'

const tag = 'People'
const OfBrand = z.object({ brandId: Id })
const OfPerson = OfBrand.extend({ personId: Id })
const reads = { kind: 'brand', role: 'viewer' } as const
const writes = { kind: 'brand', role: 'author' } as const
const owns = { kind: 'brand', role: 'owner' } as const
const path = '/api/brands/:brandId/people'

export const personRoutes: Route<NetworkedWorld>[] = [
  route({
    ...{ method: 'GET', path, summary: 'Who speaks to a brand', tag, access: reads },
    params: OfBrand,
    query: PeopleQuery,
    answer: PersonPage,
    handle: async ({ world, params, query }) => {
      const at = { windows: await windowsOf(world.db, params.brandId), now: world.clock.now() }
      const { rows, next } = await peopleOf(world.db, { ...params, ...query }, at)
      return { items: await presentBriefs(world.db, rows, at), next }
    },
  }),
  route({
    ...{ method: 'GET', path: `${path}/tags`, summary: 'The tags of persons in use', tag, access: reads },
    params: OfBrand,
    answer: PeopleTags,
    handle: async ({ world, params }) => ({ items: await tagsOf(world.db, params.brandId) }),
  }),
  route({
    ...{ method: 'GET', path: `${path}/fresh`, tag, access: reads },
    summary: 'Who was met in the last fifteen minutes, with a greeting proposed',
    params: OfBrand,
    answer: Fresh,
    handle: ({ world, caller, params }) => freshPeople(world, caller, params.brandId),
  }),
  route({
    ...{ method: 'GET', path: `${path}/:personId`, summary: 'Everything known of a person', tag, access: reads },
    params: OfPerson,
    answer: Person,
    handle: ({ world, params, locale }) => showPerson(world, params, locale),
  }),
  route({
    ...{ method: 'PATCH', path: `${path}/:personId`, tag, access: writes },
    summary: 'What the desk calls a person, their language, tags and consent',
    params: OfPerson,
    body: ChangePerson,
    answer: Person,
    handle: async ({ world, caller, params, body, locale }) => {
      await changePerson(world, caller, params, body)
      return showPerson(world, params, locale)
    },
  }),
  route({
    ...{ method: 'DELETE', path: `${path}/:personId`, summary: 'Forget a person for good', tag, access: owns },
    status: 204,
    params: OfPerson,
    handle: async ({ world, caller, params }) => {
      await erasePerson(world, caller, params)
      return undefined
    },
  }),
  route({
    ...{ method: 'POST', path: `${path}/:personId/notes`, summary: 'Write a note', tag, access: writes, status: 201 },
    params: OfPerson,
    body: NotePerson,
    answer: Person,
    handle: async ({ world, caller, params, body, locale }) => {
      await notePerson(world, caller, params, body.text)
      return showPerson(world, params, locale)
    },
  }),
  route({
    ...{ method: 'DELETE', path: `${path}/:personId/notes/:noteId`, tag, access: writes },
    summary: 'Drop a note: one’s own, or any by an editor',
    params: OfPerson.extend({ noteId: Id }),
    answer: Person,
    handle: async ({ world, caller, params, locale }) => {
      await dropNote(world, caller, params)
      return showPerson(world, params, locale)
    },
  }),
  route({
    ...{ method: 'GET', path: `${path}/:personId/export`, tag, access: owns, perMinute: 30 },
    summary: 'All that is kept of a person, as a file',
    params: OfPerson,
    handle: async ({ world, caller, params }) => ({
      download: await exportPerson(world, caller, params),
      ...{ type: 'application/json', fileName: `person-${params.personId}.json` },
    }),
  }),
]
