import type { WebhookRequest } from './../contract.ts'
import {
  defineLabNetwork,
  type LabAnswer,
  type LabHandle,
  type LabNetwork,
  type LabRequest,
  type LabSite,
} from '../lab/lab.ts'
import { openTables } from '../lab/tables.ts'
import { communities } from './emulator/communities.ts'
import { describeVk } from './emulator/describe.ts'
import { type Caller, type Desk, givenIn, type Method, nowOf, Refused, refusal } from './emulator/desk.ts'
import { executes } from './emulator/execute.ts'
import { files, receive } from './emulator/files.ts'
import { answerBy, answered, anyPerson, numberOf, snapshotBy, takeBack } from './emulator/people.ts'
import { type Group, type Rows, tableNames } from './emulator/rows.ts'
import { commentShape, messageShape } from './emulator/show.ts'
import { client, signInPages } from './emulator/sign-in.ts'
import { stories } from './emulator/stories.ts'
import { keepMessage, talk } from './emulator/talk.ts'
import { wall } from './emulator/wall.ts'

const single: Record<string, Method> = { ...wall, ...talk, ...files, ...stories, ...communities }
export const methods: Record<string, Method> = { ...single, execute: executes(single) }

export type VkHandle = LabHandle & {
  desk: Desk
  /** The keys a manager makes by hand in the community's settings. */
  keysOf: (handle: string) => { communityKey: string; userKey: string }
}

/** VK: communities, walls, conversations, stories. With `rates` it counts three calls a second for people, twenty for communities. */
export function vkNetwork({ rates = false }: { rates?: boolean } = {}): LabNetwork {
  return defineLabNetwork({
    id: 'vk',
    /** By other builders' reports, as `vkNetwork` counts them too: three calls a second for people, twenty for communities; fifty posts a day. */
    rates: [
      {
        per: 'account',
        calls: 3,
        everyMs: 1_000,
        what: ({ path }) => /^\/method\/(wall\.|execute$)/.test(path),
        untold: true,
      },
      { per: 'account', calls: 20, everyMs: 1_000, untold: true },
      {
        per: 'account',
        calls: 50,
        everyMs: 86_400_000,
        what: ({ path }) => path === '/method/wall.post',
        untold: true,
      },
    ],
    describe: describeVk,
    mount: (site) => mount(site, rates),
  })
}

export default vkNetwork()

const brokenPage = (status: number): LabAnswer => ({
  status,
  headers: { 'content-type': 'text/html' },
  body: `<html><body><h1>${status}</h1></body></html>`,
})

function mount(site: LabSite, rates: boolean): VkHandle {
  const tables = openTables<Rows>(site, [...tableNames])
  const desk: Desk = { site, tables, rows: tables.rows }
  const count = createCounter(desk)
  site.on('POST', '/method/:method', async (request) => {
    try {
      const caller = callerOf(desk, request)
      if (rates) count(caller)
      return { status: 200, json: { response: await answer(desk, request, caller) } }
    } catch (error) {
      if (error instanceof Refused) return refusal(error)
      throw error
    }
  })
  site.page('POST', '/upload/:key', (request) => receive(desk, request))
  site.page('GET', '/files/:name', ({ params }) => {
    const asset = desk.rows.assets.get(params.name ?? '')
    return asset ? { status: 200, file: asset.path, headers: { 'content-type': asset.mime } } : brokenPage(404)
  })
  signInPages(desk)
  return {
    desk,
    openAccount: async (who) => openAccount(desk, who),
    accountOf: (request) => accountOf(desk, request),
    expireToken: (request) => {
      const token = tokenIn(request)
      if (desk.rows.tokens.has(token)) tables.commit([['tokens', token, null]])
    },
    tooMany: (retryAfterS) =>
      retryAfterS === null
        ? refusal({ code: 6, message: 'Too many requests per second' })
        : { ...brokenPage(429), headers: { 'content-type': 'text/html', 'retry-after': String(retryAfterS) } },
    broken: brokenPage,
    comment: async (objectId, text, { person, at, picture } = {}) => {
      const from = person ? numberOf(desk, person) : anyPerson(desk, text)
      return answerBy(desk, objectId, from, text, at ? Math.floor(at.getTime() / 1000) : nowOf(desk), picture)
    },
    longestComment: 4096,
    pictures: { comments: 'bare', messages: 'bare' },
    edit: async (name, text) => {
      const comment = desk.rows.comments.get(name)
      if (comment) desk.tables.commit([['comments', name, { ...comment, text }]])
    },
    erase: async (name) => takeBack(desk, name),
    answered: (name) => answered(desk, name),
    message: async (handle, text, { person, picture } = {}) => {
      const group = groupBy(desk, handle)
      const from = person ? numberOf(desk, person) : anyPerson(desk, text)
      const attached = picture ? { attachments: [snapshotBy(desk, from)] } : {}
      return `message_${keepMessage(desk, { group: group.id, peer: from, from, text, ...attached }).id}`
    },
    delivery: async (id, url) => delivery(desk, id, url),
    keysOf: (handle) => keysByHand(desk, groupBy(desk, handle)),
  }
}

const tokenIn = (request: LabRequest) => /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? ''

function callerOf(desk: Desk, request: LabRequest): Caller {
  const token = tokenIn(request)
  const held = desk.rows.tokens.get(token)
  if (!held) throw new Refused(5, 'User authorization failed: invalid access_token (4).')
  if (held.ends !== undefined && held.ends <= nowOf(desk))
    throw new Refused(5, 'User authorization failed: access_token has expired.')
  return { ...held, token }
}

function answer(desk: Desk, request: LabRequest, caller: Caller): unknown {
  const method = methods[request.params.method ?? '']
  if (!method) throw new Refused(3, 'Unknown method passed')
  if (!method.by.includes(caller.of))
    throw new Refused(27, `Group authorization failed: method is unavailable with ${caller.of} auth.`)
  return method.run(desk, givenIn(request), caller)
}

function createCounter(desk: Desk): (caller: Caller) => void {
  const calls = new Map<string, { second: number; count: number }>()
  return ({ of, id }) => {
    const second = nowOf(desk)
    const before = calls.get(`${of}${id}`)
    const count = (before?.second === second ? before.count : 0) + 1
    calls.set(`${of}${id}`, { second, count })
    if (count > (of === 'user' ? 3 : 20)) throw new Refused(6, 'Too many requests per second')
  }
}

function accountOf(desk: Desk, request: LabRequest): string | undefined {
  const held = desk.rows.tokens.get(tokenIn(request))
  const place = desk.rows.places.get(request.params.key ?? '')
  const group = held?.of === 'group' ? held.id : (place?.group ?? desk.rows.users.get(String(held?.id))?.manages[0])
  return desk.rows.groups.get(String(group))?.account
}

function groupBy({ rows }: Desk, handle: string): Group {
  const group = [...rows.groups.values()].find((one) => one.account === handle)
  if (!group) throw new Error(`there is no community of ${handle}`)
  return group
}

/** A community and the person who manages it. */
function openAccount(desk: Desk, who: { name: string; handle: string }) {
  const known = [...desk.rows.groups.values()].find((one) => one.account === who.handle)
  const group = known ?? newCommunity(desk, who)
  const user = [...desk.rows.users.values()].find((one) => one.manages.includes(group.id))
  const { communityKey } = keysByHand(desk, group)
  return {
    way: 'vkid',
    fields: { community: group.screen, communityKey },
    app: { clientId: client },
    consent: { consent: String(user?.id) },
  }
}

function newCommunity(desk: Desk, { name, handle }: { name: string; handle: string }): Group {
  const id = 220_000_000 + desk.tables.nextId()
  const user = 610_000_000 + desk.tables.nextId()
  const screen = handle
    .toLowerCase()
    .replace(/[^a-z0-9_]/g, '_')
    .replace(/^[^a-z]+/, '')
    .padEnd(5, '_x')
  const group: Group = { id, name, screen, account: handle, followers: 120, stopWords: ['casino'] }
  desk.tables.commit([
    ['groups', String(id), group],
    [
      'doors',
      String(id),
      { id, group: id, url: 'https://desk.example/', title: 'Rialto', secret: desk.site.random.hex(24) },
    ],
    ['users', String(user), { id: user, first: 'Anna', last: 'Kovalenko', screen: `id${user}`, manages: [id] }],
  ])
  return group
}

function keysByHand(desk: Desk, group: Group): { communityKey: string; userKey: string } {
  const user = [...desk.rows.users.values()].find((one) => one.manages.includes(group.id))
  const communityKey = `vk1.a.${desk.site.random.hex(60)}`
  const userKey = `vk1.a.${desk.site.random.hex(60)}`
  desk.tables.commit([
    [
      'tokens',
      communityKey,
      { of: 'group', id: group.id, scopes: ['manage', 'messages', 'stories', 'photos', 'docs'] },
    ],
    [
      'tokens',
      userKey,
      { of: 'user', id: user?.id ?? 0, scopes: ['wall', 'groups', 'photos', 'video', 'docs', 'stories', 'stats'] },
    ],
  ])
  return { communityKey, userKey }
}

/** What the Callback API posts: the event, and the secret of the door. */
function delivery(desk: Desk, id: string, url: string): WebhookRequest {
  const comment = desk.rows.comments.get(id)
  const message = desk.rows.messages.get(id.replace('message_', ''))
  const group = comment ? -comment.owner : message?.group
  const doors = [...desk.rows.doors.values()].filter((one) => one.group === group)
  const door = doors.find((one) => one.url === url) ?? doors[0]
  const event = comment
    ? { type: 'wall_reply_new', object: { ...commentShape(desk, comment), post_owner_id: comment.owner } }
    : { type: 'message_new', object: { message: message && messageShape(desk, message), client_info: {} } }
  const body = { ...event, group_id: group, event_id: desk.site.random.hex(40), v: '5.199', secret: door?.secret ?? '' }
  return {
    method: 'POST',
    url,
    query: {},
    headers: { 'content-type': 'application/json' },
    body: Buffer.from(JSON.stringify(body)),
  }
}
