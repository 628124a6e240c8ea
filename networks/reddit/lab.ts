import { literally } from '../families/markdown/lab-words.ts'
import { defineLabNetwork, type LabAnswer, type LabHandle, type LabRequest, type LabSite } from '../lab/lab.ts'
import { description } from './emulator/describe.ts'
import { type Operation, operations } from './emulator/operations.ts'
import { store } from './emulator/places.ts'
import { accessToken, authorize, labApp } from './emulator/sign-in.ts'
import {
  apply,
  type Desk,
  type EmSub,
  type Event,
  emptyState,
  nextId,
  now,
  Refused,
  refused,
  type State,
  seconds,
} from './emulator/state.ts'
import { speak, spokenTo } from './emulator/talking.ts'

/** Reddit's API as it is documented: sign-in, communities, posts of every kind, comments, the inbox, moderation. */
export default defineLabNetwork({
  id: 'reddit',
  describe: async () => description,
  /** Data API wiki (read 2026-11-22): 100 a minute for an app, averaged over ten. */
  rates: [{ per: 'app', calls: 1_000, everyMs: 600_000 }],
  mount,
})

function mount(site: LabSite): LabHandle {
  const desk: Desk = {
    site,
    kept: site.keep<State, Event>(emptyState(), apply),
    slowMs: { now: 0 },
    tired: { words: '' },
  }
  const { state, commit } = desk.kept
  for (const operation of operations)
    site.on(operation.method, operation.path, async (request) => withRate(await answered(desk, operation, request)))
  site.page('GET', '/www/api/v1/authorize', (request) => authorize(desk, request))
  site.page('POST', '/www/api/v1/access_token', (request) => accessToken(desk, request))
  site.page('POST', '/store', (request) => store(desk, request))
  openDoors(desk)
  const holder = (request: LabRequest) => state.tokens.get(tokenIn(request))
  return {
    openAccount: async (who) => openAccount(desk, who),
    accountOf: (request) => holder(request)?.user,
    expireToken: (request) => commit({ do: 'lost', token: tokenIn(request) }),
    tooMany: (retryAfterS): LabAnswer => ({
      status: 429,
      headers:
        retryAfterS === null
          ? {}
          : { 'x-ratelimit-remaining': '0', 'x-ratelimit-used': '1000', 'x-ratelimit-reset': String(retryAfterS) },
      json: { message: 'Too Many Requests', error: 429 },
    }),
    broken: (status) =>
      status >= 500
        ? {
            status,
            headers: { 'content-type': 'text/html' },
            body: '<html><body>Our CDN was unable to reach our servers</body></html>',
          }
        : { status, json: { message: 'Not Found', error: status } },
    comment: async (objectId, text, by) =>
      speak(desk, objectId, by?.person?.handle ?? personFor(site, text), literally(text), by),
    longestComment: 10_000,
    pictures: { comments: 'bare' },
    edit: async (id, text) => {
      const comment = state.comments.get(id)
      if (comment) commit({ do: 'comment', comment: { ...comment, text: literally(text) } })
    },
    erase: async (id) => {
      const comment = state.comments.get(id)
      if (comment) commit({ do: 'comment', comment: { ...comment, deleted: true } })
    },
    answered: (id) => spokenTo(desk, id),
    message: async (handle, text, { person } = {}) => {
      const from = person?.handle ?? personFor(site, text)
      const message = { id: nextId(desk, 't4'), from, to: handle, text, at: seconds(desk) }
      commit({ do: 'message', message })
      return message.id
    },
  }
}

const tokenIn = (request: LabRequest) => /^[Bb]earer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? ''
const personFor = (site: LabSite, text: string) =>
  site.people.all[text.length % site.people.all.length]?.handle ?? 'somebody'
const withRate = (answer: LabAnswer): LabAnswer => ({
  ...answer,
  headers: { 'x-ratelimit-used': '1', 'x-ratelimit-remaining': '999.0', 'x-ratelimit-reset': '300', ...answer.headers },
})

async function answered(desk: Desk, { scope, run }: Operation, request: LabRequest): Promise<LabAnswer> {
  try {
    const form = (request.method === 'GET' ? request.query : (request.body ?? {})) as Record<string, unknown>
    if (!/^\w+:\S+:\S+ \(by \/u\/\w+\)$/.test(request.headers['user-agent'] ?? ''))
      throw refused(429, 'Too Many Requests')
    const token = desk.kept.state.tokens.get(tokenIn(request))
    const user = desk.kept.state.users.get(token?.user ?? '')
    if (!token || !user || token.until < now(desk)) throw refused(401, 'Unauthorized')
    if (!token.scope.split(' ').includes(scope))
      throw refused(403, 'Forbidden', {}, { 'www-authenticate': 'Bearer realm="reddit", error="insufficient_scope"' })
    return await run(desk, { request, user, form })
  } catch (error) {
    if (error instanceof Refused) return error.answer
    throw error
  }
}

function openAccount(desk: Desk, { name, handle }: { name: string; handle: string }) {
  const { state, commit } = desk.kept
  if (!state.users.has(handle)) {
    commit({ do: 'user', user: { id: desk.site.random.hex(8), name: handle, title: name } })
    community(desk, { name: `u_${handle}`, moderators: [handle] })
    const flairs = ['Roast', 'Question'].map((text) => ({
      id: `${desk.site.random.hex(8)}-0000-11ee-9000-${desk.site.random.hex(12)}`,
      text,
    }))
    community(desk, {
      name: `${handle}_cafe`.slice(0, 21),
      moderators: [handle],
      flairs,
      flairRequired: true,
      polls: false,
      rules: ['Be kind', 'No resale'],
    })
    if (!state.subs.has('homecoffee')) community(desk, { name: 'homecoffee', rules: ['Say who you work for'] })
    if (!state.subs.has('closedclub')) community(desk, { name: 'closedclub', closed: true })
  }
  return { way: 'oauth', fields: { communities: 'r/homecoffee, closedclub' }, app: labApp, consent: { as: handle } }
}

const community = (desk: Desk, given: Partial<EmSub> & { name: string }) =>
  desk.kept.commit({
    do: 'sub',
    sub: { moderators: [], flairs: [], flairRequired: false, rules: [], polls: true, ...given },
  })

/** What the network's staff and machines do. */
function openDoors(desk: Desk): void {
  desk.site.page('POST', '/door/suspend', ({ body }) => {
    desk.kept.commit({ do: 'suspend', user: String((body as Record<string, unknown>).user) })
    return { status: 200, json: {} }
  })
  desk.site.page('POST', '/door/tired', ({ body }) => {
    desk.tired.words = String((body as Record<string, unknown>).words)
    return { status: 200, json: {} }
  })
  desk.site.page('POST', '/door/slow', ({ body }) => {
    desk.slowMs.now = Number((body as Record<string, unknown>).ms)
    return { status: 200, json: {} }
  })
}
