import { literally } from '../families/markdown/lab-words.ts'
import { defineLabNetwork, type LabAnswer, type LabHandle, type LabRequest, type LabSite } from '../lab/lab.ts'
import { description } from './emulator/describe.ts'
import { type Operation, operations } from './emulator/operations.ts'
import { login, site as showSite } from './emulator/site.ts'
import {
  apply,
  type Desk,
  type EmCommunity,
  type Event,
  emptyState,
  isoOf,
  nextId,
  Refused,
  type State,
} from './emulator/state.ts'
import { personNamed, place, spokenTo } from './emulator/talking.ts'

/** A Lemmy instance, 0.19, as its API is documented: communities of its own and of others, posts, comments, messages, pict-rs. */
export default defineLabNetwork({
  id: 'lemmy',
  describe: async () => description,
  /** `local_site_rate_limit` as installed (read 2026-11-22). A real instance counts by address; here each account is as if on its own. */
  rates: [
    { per: 'account', calls: 180, everyMs: 60_000 },
    {
      per: 'account',
      calls: 6,
      everyMs: 600_000,
      what: ({ method, path }) => method === 'POST' && path === '/api/v3/post',
    },
    {
      per: 'account',
      calls: 6,
      everyMs: 600_000,
      what: ({ method, path }) => method === 'POST' && path === '/api/v3/comment',
    },
    {
      per: 'account',
      calls: 6,
      everyMs: 3_600_000,
      what: ({ method, path }) => method === 'POST' && path === '/pictrs/image',
    },
  ],
  mount,
})

function mount(site: LabSite): LabHandle {
  const desk: Desk = { site, kept: site.keep<State, Event>(emptyState(), apply) }
  const { state, commit } = desk.kept
  for (const operation of operations)
    site.on(operation.method, operation.path, (request) => refusing(() => answered(desk, operation, request)))
  site.on('POST', '/api/v3/user/login', (request) => refusing(() => login(desk, request)))
  site.on('GET', '/api/v3/site', (request) => refusing(() => showSite(desk, holder(desk, request))))
  site.page('GET', '/pictrs/image/:name', ({ params }) => {
    const file = state.files.get(params.name ?? '')
    return file ? { status: 200, headers: { 'content-type': file.mime }, file: file.path } : { status: 404, body: '' }
  })
  openDoors(desk)
  const content = (text: string, picture = false) => {
    const { alt, url } = site.people.snapshot()
    return picture ? `${literally(text)}\n\n![${alt}](${url})` : literally(text)
  }
  return {
    openAccount: async (who) => openAccount(desk, who),
    accountOf: (request) => holder(desk, request)?.name,
    expireToken: (request) => commit({ do: 'lost', token: tokenIn(request) }),
    tooMany: (retryAfterS): LabAnswer => ({
      status: 429,
      headers: retryAfterS === null ? {} : { 'retry-after': String(retryAfterS) },
      json: { error: 'rate_limit_error' },
    }),
    broken: (status) => ({
      status,
      headers: { 'content-type': 'text/html' },
      body: `<html><h1>${status} nginx</h1></html>`,
    }),
    comment: async (objectId, text, { person, picture, at } = {}) => {
      const [kind, number] = objectId.split('/')
      const above = kind === 'comment' ? state.comments.get(Number(number)) : undefined
      const post = state.posts.get(above?.post ?? Number(number))
      if (!post) throw new Error(`nobody can comment on ${objectId}`)
      const creator = personNamed(desk, person?.handle ?? personFor(site, text))
      return `comment/${place(desk, creator, post.id, above, content(text, picture), { at }).id}`
    },
    longestComment: 10_000,
    pictures: { comments: 'described', messages: 'described' },
    edit: async (id, text) => {
      const comment = state.comments.get(Number(id.split('/')[1]))
      if (comment) commit({ do: 'comment', comment: { ...comment, content: literally(text) } })
    },
    erase: async (id) => {
      const comment = state.comments.get(Number(id.split('/')[1]))
      if (comment) commit({ do: 'comment', comment: { ...comment, deleted: true } })
    },
    answered: (id) => spokenTo(desk, id),
    message: async (handle, text, { person, picture, at } = {}) => {
      const to = [...state.people.values()].find((one) => one.name === handle)
      if (!to) throw new Error(`nobody can write to ${handle}`)
      const creator = personNamed(desk, person?.handle ?? personFor(site, text))
      const message = {
        id: nextId(desk),
        creator,
        recipient: to.id,
        content: picture ? content(text, true) : text,
        at: isoOf(at ?? site.clock.now()),
      }
      commit({ do: 'message', message })
      return `message/${message.id}`
    },
  }
}

const personFor = (site: LabSite, text: string) =>
  site.people.all[text.length % site.people.all.length]?.handle ?? 'somebody'
const tokenIn = (request: LabRequest) => /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? ''
const holder = ({ kept: { state } }: Desk, request: LabRequest) =>
  state.people.get(state.tokens.get(tokenIn(request)) ?? 0)

async function refusing(run: () => LabAnswer | Promise<LabAnswer>): Promise<LabAnswer> {
  try {
    return await run()
  } catch (error) {
    if (error instanceof Refused) return error.answer
    throw error
  }
}

function answered(desk: Desk, { run }: Operation, request: LabRequest): LabAnswer | Promise<LabAnswer> {
  const me = holder(desk, request)
  if (!me) throw new Refused(401, 'not_logged_in')
  if (me.banned) throw new Refused(400, 'site_ban')
  const given = (request.method === 'GET' ? request.query : (request.body ?? {})) as Record<string, unknown>
  return run(desk, { request, me, given })
}

function openAccount(desk: Desk, { name, handle }: { name: string; handle: string }) {
  const { state, commit } = desk.kept
  const known = [...state.people.values()].find((one) => one.name === handle && one.password)
  const password = known?.password ?? `Pass-${desk.site.random.hex(12)}`
  if (!known) {
    const id = nextId(desk)
    commit({ do: 'person', person: { id, name: handle, title: name, password } })
    community(desk, { name: `${handle}_cafe`, title: name, moderators: [id] })
    community(desk, {
      name: `coffee_${state.communities.size}`,
      title: 'Coffee',
      home: 'beans.example',
      followers: [id],
    })
    community(desk, { name: `notices_${state.communities.size}`, title: 'Notices', followers: [id], modsOnly: true })
    community(desk, { name: `espresso_${state.communities.size}`, title: 'Espresso' })
  }
  return { way: 'password', fields: { server: desk.site.url, user: handle, password, code: '', communities: '' } }
}

const community = (desk: Desk, given: Partial<EmCommunity> & { name: string; title: string }) =>
  desk.kept.commit({ do: 'community', community: { id: nextId(desk), moderators: [], followers: [], ...given } })

/** What people and administrators do in their own places. */
function openDoors(desk: Desk): void {
  desk.site.page('POST', '/door/person', ({ body }) => {
    const { name, ...change } = body as { name: string; code?: string; banned?: boolean }
    const person = [...desk.kept.state.people.values()].find((one) => one.name === name)
    if (person) desk.kept.commit({ do: 'person', person: { ...person, ...change } })
    return { status: 200, json: {} }
  })
}
