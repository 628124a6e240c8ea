import { discoveryDescription } from '../families/google-api/discovery.ts'
import { broken, tokenAnswer, tooMany } from '../families/google-api/emulator.ts'
import { bearerOf } from '../families/oauth2/grant-door.ts'
import { defineLabNetwork, type LabHandle } from '../lab/lab.ts'
import { specs } from '../lab/specs.ts'
import { addToReview, answered } from './emulator/crowd.ts'
import { type Maps, openMaps, practiceApp } from './emulator/maps.ts'
import { placeOperations } from './emulator/places.ts'
import { postOperations } from './emulator/posts.ts'
import type { EmPlace } from './emulator/state.ts'
import { v4 } from './emulator/v4-description.ts'
import { questionOperations, reviewOperations } from './emulator/voices.ts'

const published = [
  'google/mybusinessaccountmanagement.v1.json',
  'google/mybusinessbusinessinformation.v1.json',
  'google/businessprofileperformance.v1.json',
  'google/mybusinessqanda.v1.json',
]
export const describedBy = published[0] ?? ''

export default defineLabNetwork({
  id: 'google-business',
  /** https://developers.google.com/my-business/content/limits (read 2026-11-22). */
  rates: [
    { per: 'app', calls: 300, everyMs: 60_000 },
    { per: ({ params }) => params.location, calls: 10, everyMs: 60_000, what: ({ method }) => method !== 'GET' },
  ],
  describe: async () =>
    published.every(specs.has) ? discoveryDescription([v4, ...published.map((name) => specs.read(name))]) : undefined,
  mount: (site) => {
    const maps = openMaps(site)
    for (const part of [placeOperations, postOperations, reviewOperations, questionOperations]) part(maps)
    pages(maps)
    return handleOf(maps)
  },
})

function pages(maps: Maps): void {
  const { site, state, door, commit, now } = maps
  site.page('GET', '/o/oauth2/v2/auth', (request) =>
    door.consent(
      request,
      [...new Set([...state.places.values()].map((one) => one.person))].map((id) => ({ id, name: id })),
    ),
  )
  site.page('POST', '/token', ({ body }) => {
    const form = body as Record<string, string>
    return tokenAnswer(door.exchange(form), now(), form.grant_type === 'authorization_code')
  })
  /** What people do at the place: they review it, ask, and its owners change. */
  site.page('POST', '/door/:what', ({ params, body }) => {
    const given = body as {
      place: string
      author?: string
      stars?: string
      text?: string
      title?: string
      canPost?: boolean
    }
    const at = now().toISOString()
    const place = state.places.get(given.place)
    const id = site.random.hex(10)
    const author = given.author ?? site.random.pick(site.people.all).name
    if (params.what === 'places') {
      const made = newPlace(maps, given.author ?? '', given.title ?? '', given.canPost ?? true)
      return { status: 200, json: { name: made.name } }
    }
    if (!place) return { status: 404, json: {} }
    const said = { place: place.name, author, at }
    if (params.what === 'reviews') {
      const name = `${place.name}/reviews/${id}`
      const review = { ...said, name, stars: given.stars ?? 'FIVE', comment: given.text ?? '', changedAt: at }
      commit({ put: 'review', review })
      return { status: 200, json: { name } }
    }
    if (params.what === 'questions') {
      const name = `locations/${place.name.split('/')[3]}/questions/${id}`
      commit({ put: 'question', question: { ...said, name, text: given.text ?? '' } })
      return { status: 200, json: { name } }
    }
    commit({ put: 'place', place: { ...place, person: 'somebody else' } })
    return { status: 200, json: {} }
  })
}

function newPlace(maps: Maps, person: string, title: string, canPost: boolean): EmPlace {
  const { state, site, commit } = maps
  const group = [...state.places.values()].find((one) => one.person === person)?.name.split('/')[1]
  const place: EmPlace = {
    name: `accounts/${group ?? 1000 + state.places.size}/locations/${site.random.below(1e9) + 1e9}`,
    person,
    title,
    street: `ул. Шипка ${state.places.size + 1}`,
    language: 'bg',
    canPost,
  }
  commit({ put: 'place', place })
  return place
}

function handleOf(maps: Maps): LabHandle {
  const { state, door } = maps
  return {
    openAccount: async ({ handle, name }) => {
      if (![...state.places.values()].some((one) => one.person === handle)) newPlace(maps, handle, name, true)
      return { way: 'oauth', fields: {}, app: practiceApp, consent: { practice_account: handle } }
    },
    accountOf: (request) => door.grantOf(bearerOf(request))?.account,
    expireToken: (request) => door.end(bearerOf(request)),
    tooMany,
    broken,
    longestComment: 4096,
    answered: (name) => answered(maps, name),
    goOn: async (name, text, by) => addToReview(maps, name, text, by),
  }
}
