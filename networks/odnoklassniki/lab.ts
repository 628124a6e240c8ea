import type { WebhookRequest } from '../contract.ts'
import {
  defineLabNetwork,
  type LabAnswer,
  type LabHandle,
  type LabRequest,
  type LabSite,
  type Speaker,
} from '../lab/lab.ts'
import { openTables } from '../lab/tables.ts'
import { answered, doorsOf, graphOperations, keyIn, messageShape, wrote } from './emulator/chats.ts'
import { description, methods } from './emulator/describe.ts'
import { type Desk, type Form, formOf, idOfPerson, md5, nowOf, personId, Refused, refusal } from './emulator/desk.ts'
import { receive } from './emulator/groups.ts'
import { type Group, type Rows, tableNames } from './emulator/rows.ts'
import { app, issue, signInPages } from './emulator/sign-in.ts'
import { say } from './emulator/topics.ts'

export type OkHandle = LabHandle & {
  desk: Desk
  /** What the app's own page and the group's settings give. */
  keysOf: (handle: string) => Record<string, string>
}

/** Odnoklassniki: groups, topics, discussions, messages. No published description exists: what is not documented is refused here. */
export default defineLabNetwork({
  id: 'odnoklassniki',
  describe: async () => description,
  /** No number is documented; builders report floods (8) beyond these. */
  rates: [
    { per: 'app', calls: 10, everyMs: 1_000, untold: true },
    {
      per: 'account',
      calls: 200,
      everyMs: 86_400_000,
      what: ({ body }) => (body as { method?: unknown } | undefined)?.method === 'mediatopic.post',
      untold: true,
    },
  ],
  mount,
})

const speaker = (desk: Desk, text: string, { person }: Speaker = {}) =>
  person ? idOfPerson(desk, person.handle) : personId(desk, text)

const brokenPage = (status: number): LabAnswer => ({
  status,
  headers: { 'content-type': 'text/html' },
  body: `<html><body><h1>${status}</h1></body></html>`,
})

function mount(site: LabSite): OkHandle {
  const tables = openTables<Rows>(site, [...tableNames])
  const desk: Desk = { site, tables, rows: tables.rows }
  site.on('POST', '/fb.do', (request) => {
    try {
      return { status: 200, json: call(desk, request) }
    } catch (error) {
      if (error instanceof Refused) return refusal(error)
      throw error
    }
  })
  graphOperations(desk)
  signInPages(desk)
  site.page('POST', '/upload/:key', (request) => receive(desk, request))
  return {
    desk,
    delivers: 'messages',
    openAccount: async (who) => openAccount(desk, who),
    accountOf: (request) => accountOf(desk, request),
    expireToken: (request) => {
      const access = formOf(request).access_token ?? ''
      if (desk.rows.sessions.has(access)) tables.commit([['sessions', access, null]])
      if (desk.rows.groupKeys.has(keyIn(request))) tables.commit([['groupKeys', keyIn(request), null]])
    },
    tooMany: (retryAfterS) =>
      retryAfterS === null
        ? refusal({ code: 8, message: 'FLOOD_BLOCKED : Too many requests' })
        : { ...brokenPage(429), headers: { 'content-type': 'text/html', 'retry-after': String(retryAfterS) } },
    broken: brokenPage,
    comment: async (objectId, text, by) => {
      const above = desk.rows.comments.get(objectId)
      const topic = desk.rows.topics.get(above?.topic ?? objectId)
      if (!topic) throw new Error(`nothing stands at ${objectId}`)
      const at = by?.at?.getTime() ?? nowOf(desk)
      return say(desk, topic.id, speaker(desk, text, by), text, at, { answers: above?.id })
    },
    longestComment: 4000,
    pictures: { messages: 'bare' },
    edit: async (id, text) => {
      const said = desk.rows.comments.get(id)
      if (said) tables.commit([['comments', id, { ...said, text }]])
    },
    erase: async (id) => tables.commit([['comments', id, null]]),
    answered: (id) => answered(desk, id),
    message: async (handle, text, by) => wrote(desk, groupBy(desk, handle), speaker(desk, text, by), text, by),
    delivery: async (id, url) => delivery(desk, id, url),
    keysOf: (handle) => keysByHand(desk, groupBy(desk, handle)),
  }
}

/** A call is signed over everything but the key of access. */
function call(desk: Desk, request: LabRequest): unknown {
  const form = formOf(request)
  if (request.type !== 'application/x-www-form-urlencoded') throw new Refused(4, 'REQUEST : a form is expected')
  const { sig, access_token: access = '', ...signed } = form
  if (form.application_key !== app.publicKey) throw new Refused(101, 'PARAM_API_KEY : No application key')
  const session = desk.rows.sessions.get(access)
  if (!session || (session.ends ?? Number.MAX_SAFE_INTEGER) <= nowOf(desk))
    throw new Refused(102, 'PARAM_SESSION_EXPIRED : Session expired')
  if (sig !== signatureOf(signed, session.secret)) throw new Refused(104, 'PARAM_SIGNATURE : Invalid signature')
  const method = methods[form.method ?? '']
  if (!method) throw new Refused(3, `METHOD : Method ${form.method} not found`)
  return method.run(desk, form, session.uid)
}

const signatureOf = (form: Form, secret: string): string => {
  const pairs = Object.entries(form).sort(([a], [b]) => (a < b ? -1 : 1))
  return md5(pairs.map(([name, value]) => `${name}=${value}`).join('') + secret)
}

function accountOf({ rows }: Desk, request: LabRequest): string | undefined {
  const uid = rows.sessions.get(formOf(request).access_token ?? '')?.uid
  const gid =
    rows.groupKeys.get(keyIn(request))?.gid ??
    rows.places.get(request.params.key ?? '')?.gid ??
    rows.users.get(uid ?? '')?.manages[0]
  return rows.groups.get(gid ?? '')?.account
}

function groupBy({ rows }: Desk, handle: string): Group {
  const group = [...rows.groups.values()].find((one) => one.account === handle)
  if (!group) throw new Error(`there is no group of ${handle}`)
  return group
}

const managerOf = ({ rows }: Desk, group: Group) =>
  [...rows.users.values()].find((one) => one.manages.includes(group.uid))

/** A group, who manages it, and the group's own key. */
function openAccount(desk: Desk, who: { name: string; handle: string }) {
  const known = [...desk.rows.groups.values()].find((one) => one.account === who.handle)
  const group = known ?? newGroup(desk, who)
  return {
    way: 'oauth',
    fields: { group: group.shortname, groupKey: groupKey(desk, group) },
    app: { ...app },
    consent: { consent: managerOf(desk, group)?.uid ?? '' },
  }
}

function newGroup(desk: Desk, { name, handle }: { name: string; handle: string }): Group {
  const uid = String(70_000_000_000_000 + desk.tables.nextId())
  const manager = String(580_000_000_000 + desk.tables.nextId())
  const shortname = handle.toLowerCase().replace(/[^a-z0-9]/g, '') || `group${uid}`
  const group: Group = { uid, name, shortname, account: handle, members: 120 }
  const url = `https://desk.example/hooks?rialto=${desk.site.random.hex(32)}`
  desk.tables.commit([
    ['groups', uid, group],
    ['users', manager, { uid: manager, name: 'Анна', manages: [uid] }],
    ['doors', `${uid} ${url}`, { gid: uid, url, at: nowOf(desk) }],
  ])
  return group
}

function groupKey(desk: Desk, group: Group): string {
  const key = `tkn2${desk.site.random.hex(40)}:CB${desk.site.random.hex(12)}`
  desk.tables.commit([['groupKeys', key, { gid: group.uid }]])
  return key
}

function keysByHand(desk: Desk, group: Group) {
  const access = issue(desk, managerOf(desk, group)?.uid ?? '')
  const session = desk.rows.sessions.get(access)
  if (session) desk.tables.commit([['sessions', access, { uid: session.uid, secret: session.secret }]])
  return {
    publicKey: app.publicKey,
    access,
    sessionSecret: session?.secret ?? '',
    group: group.shortname,
    groupKey: groupKey(desk, group),
  }
}

/** A message goes to the door the group's subscription names, secret and all. */
function delivery(desk: Desk, id: string, url: string): WebhookRequest {
  const message = desk.rows.messages.get(id)
  const chat = desk.rows.chats.get(message?.chat ?? '')
  const group = desk.rows.groups.get(chat?.gid ?? '')
  const [door] = group ? doorsOf(desk, group) : []
  if (!message || !door) throw new Error(`nobody is told of ${id}`)
  const query = Object.fromEntries(new URL(door.url).searchParams)
  const body = Buffer.from(JSON.stringify({ webhookType: 'MESSAGE_CREATED', ...messageShape(desk, message) }))
  return { method: 'POST', url, query, headers: { 'content-type': 'application/json;charset=utf-8' }, body }
}
