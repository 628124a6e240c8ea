import { bearerOf } from '../families/oauth2/grant-door.ts'
import type { Description, Overlay } from '../lab/description.ts'
import { defineLabNetwork, type LabHandle } from '../lab/lab.ts'
import { openApiDescription } from '../lab/openapi.ts'
import { specs } from '../lab/specs.ts'
import { deliverySecret } from './deliveries.ts'
import { channelOperations } from './emulator/channel.ts'
import { banned, chatOperations, moderationOperations } from './emulator/chat.ts'
import { deliveryOf } from './emulator/deliveries.ts'
import { pollOperations } from './emulator/polls.ts'
import { scheduleOperations } from './emulator/schedule.ts'
import { appAccount, openStage, practiceApp, refusal, type Stage } from './emulator/stage.ts'
import type { EmLine, EmUser } from './emulator/state.ts'
import { listening, tell, wishOperations } from './emulator/wishes.ts'

export const describedBy = 'twitch/openapi.json'

const reference = 'https://dev.twitch.tv/docs/api/reference/'
const missing = (at: string, why: string): Overlay => ({ at, set: true, why, source: reference, read: '2026-11-22' })
const schedules = ['GetChannelStreamScheduleResponse', 'CreateChannelStreamScheduleSegmentResponse']

const overlays: Overlay[] = [
  missing(
    '/components/schemas/ChannelStreamScheduleSegment/properties/category/nullable',
    'it says itself “or null if not specified”',
  ),
  ...schedules.map((name) =>
    missing(
      `/components/schemas/${name}/properties/data/properties/vacation/nullable`,
      'it says itself “set to null if vacation mode is not enabled”',
    ),
  ),
]

/** The description's paths begin below `/helix`. */
async function described(): Promise<Description | undefined> {
  if (!specs.has(describedBy)) return undefined
  const inner = await openApiDescription(specs.read(describedBy), overlays)
  const below = (pattern: string) => pattern.replace(/^\/helix/, '')
  return {
    checkRequest: (pattern, request) => inner.checkRequest(below(pattern), request),
    checkAnswer: (pattern, request, answer) => inner.checkAnswer(below(pattern), request, answer),
  }
}

export default defineLabNetwork({
  id: 'twitch',
  /** https://dev.twitch.tv/docs/api/guide/#twitch-rate-limits (read 2026-11-22). */
  rates: [
    { per: 'account', calls: 800, everyMs: 60_000 },
    { per: 'account', calls: 1, everyMs: 2_000, what: ({ path }) => path === '/chat/announcements' },
  ],
  /** How often it tries again is not told; whoever fails for long is delivered nothing more. */
  deliversForMs: 3_600_000,
  describe: described,
  mount: (site) => {
    const stage = openStage(site)
    for (const part of [
      channelOperations,
      pollOperations,
      scheduleOperations,
      chatOperations,
      moderationOperations,
      wishOperations,
    ])
      part(stage)
    signInPages(stage)
    return handleOf(stage)
  },
})

function signInPages({ site, state, door, commit, now }: Stage): void {
  site.page('GET', '/oauth2/authorize', (request) =>
    door.consent(
      request,
      [...state.users.values()].map(({ id, name }) => ({ id, name })),
    ),
  )
  site.page('POST', '/oauth2/token', ({ body }) => {
    const form = body as Record<string, string>
    const isApp = form.grant_type === 'client_credentials'
    const isOurs = form.client_id === practiceApp.clientId && form.client_secret === practiceApp.clientSecret
    const given = isApp && isOurs ? door.issue(appAccount, []) : door.exchange(form)
    if ('error' in given) return { status: 400, json: { status: 400, message: given.why } }
    const json = {
      access_token: given.access,
      expires_in: Math.round((Date.parse(given.until) - now().getTime()) / 1000),
      ...(isApp ? {} : { refresh_token: given.refresh, scope: given.scopes }),
      token_type: 'bearer',
    }
    return { status: 200, json }
  })
  site.page('GET', '/oauth2/validate', (request) => {
    const grant = door.grantOf(bearerOf(request, 'OAuth'))
    const user = state.users.get(grant?.account ?? '')
    if (!grant || !user) return { status: 401, json: { status: 401, message: 'invalid access token' } }
    const json = {
      client_id: practiceApp.clientId,
      login: user.login,
      scopes: grant.scopes,
      user_id: user.id,
      expires_in: 9000,
    }
    return { status: 200, json }
  })
  site.page('POST', '/door/follow', ({ body }) => {
    const { channel, person } = body as { channel: string; person: number }
    const who = site.people.all[person]
    if (!who) return { status: 404, json: {} }
    const follow = { channel, user: `7${person}`, login: who.handle, name: who.name, at: now().toISOString() }
    commit({ put: 'follow', follow })
    return { status: 200, json: {} }
  })
}

type Newcomer = { name: string; handle: string; locale?: string }

function newUser(stage: Stage, { name, handle: login, locale }: Newcomer): EmUser {
  const { site, state, commit, now } = stage
  const type = login.includes('newcomer') ? '' : 'affiliate'
  const user: EmUser = {
    id: String(40_000_000 + state.users.size * 17 + site.random.below(9)),
    login,
    name,
    type,
    at: now().toISOString(),
    ...(locale ? { locale } : {}),
  }
  commit({ put: 'user', user })
  return user
}

function handleOf(stage: Stage): LabHandle {
  const { state, door, commit, site, now, id } = stage
  const known = (login: string) => [...state.users.values()].find((one) => one.login === login)
  const say = (line: EmLine): string => {
    commit({ put: 'line', line })
    if (banned(state, `${line.channel} ${line.author}`, now()) === undefined) tell(stage, line)
    return line.id
  }
  const tokenOf = (request: Parameters<LabHandle['expireToken']>[0]) => bearerOf(request) || bearerOf(request, 'OAuth')
  return {
    openAccount: async (who) => {
      const user = known(who.handle) ?? newUser(stage, who)
      return { way: 'oauth', fields: {}, app: practiceApp, consent: { practice_account: user.id } }
    },
    accountOf: (request) => state.users.get(door.grantOf(tokenOf(request))?.account ?? '')?.login,
    expireToken: (request) => door.end(tokenOf(request)),
    tooMany: (retryAfterS) => {
      const reset = Math.ceil((now().getTime() + (retryAfterS ?? 0) * 1000) / 1000)
      const headers = { 'ratelimit-limit': '800', 'ratelimit-remaining': '0', 'ratelimit-reset': String(reset) }
      return refusal(429, 'Too many requests', retryAfterS === null ? {} : headers)
    },
    broken: (status) => refusal(status, status === 404 ? 'Not Found' : 'Something went wrong'),
    message: async (handle, text, { person, at = now() } = {}) => {
      const user = known(handle)
      if (!user) throw new Error(`no channel is called ${handle}`)
      const author = person ?? site.random.pick(site.people.all)
      return say({ id: id(), channel: user.id, author: author.id, text, at: at.toISOString() })
    },
    goOn: async (parent, text, { person, at = now() }) => {
      const announced = state.announcements.find((one) => one.id === parent)
      const above = state.lines.get(parent) ?? announced
      if (!above || !person) throw new Error(`nobody said ${parent}`)
      const line = { id: id(), channel: above.channel, author: person.id, text, at: at.toISOString() }
      return say(announced ? line : { ...line, parent })
    },
    longestComment: 500,
    answered: (name) => {
      const said = state.lines.get(name)
      const before = state.users.has(said?.author ?? '') ? state.lines.get(said?.parent ?? '') : undefined
      const person = site.people.all.find((one) => one.id === before?.author)
      return before && person && { id: before.id, person, text: before.text, at: new Date(before.at) }
    },
    listening: () => listening(stage),
    delivery: async (lineId, url) => {
      const line = state.lines.get(lineId)
      if (!line) throw new Error(`nobody said ${lineId}`)
      return deliveryOf(stage, line, url, deliverySecret(practiceApp))
    },
  }
}
