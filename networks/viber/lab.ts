import { defineLabNetwork, type LabAnswer, type LabHandle, type LabRequest, type LabSite } from '../lab/lab.ts'
import { openTables } from '../lab/tables.ts'
import { delivery, listening, question } from './emulator/deliveries.ts'
import { answered, wrote } from './emulator/people.ts'
import { type Body, type Desk, post, Refused, send } from './emulator/posts.ts'
import { type Account, type Rows, tableNames } from './emulator/rows.ts'

export type ViberHandle = LabHandle & {
  desk: Desk
  /** The bot that stands beside the channel. */
  botToken: (handle: string) => string
}

/** Viber: channels by the Post API, and bots. No published description exists: what is not documented is refused here. */
export default defineLabNetwork({
  id: 'viber',
  /** https://creators.viber.com "500 requests per 10 seconds" (read 2026-11-22); a hundred messages an hour to one person are counted where they are sent. */
  rates: [{ per: 'account', calls: 500, everyMs: 10_000 }],
  /** https://developers.viber.com/docs/api/rest-bot-api/#resiliency: until it is answered with 200; here not for ever. */
  deliversForMs: 7 * 24 * 3_600_000,
  mount,
})

type Operation = (desk: Desk, account: Account, body: Body) => unknown
const operations: Record<string, Operation> = {
  get_account_info: info,
  set_webhook: setWebhook,
  post: async (desk, account, body) => ({ token: await post(desk, account, body) }),
  send_message: async (desk, account, body) => ({ token: await send(desk, account, body) }),
}

/** Numbers of messages are written as numbers, with more digits than JavaScript keeps. */
function told(json: object): LabAnswer {
  const { token, ...rest } = json as { token?: string }
  const plain = JSON.stringify({ status: 0, status_message: 'ok', ...rest })
  const body = token ? `${plain.slice(0, -1)},"message_token":${token},"chat_hostname":"SN-CHAT-05_"}` : plain
  return { status: 200, body, headers: { 'content-type': 'application/json' } }
}

const refusal = ({ code, message }: { code: number; message: string }): LabAnswer => ({
  status: 200,
  json: { status: code, status_message: message, chat_hostname: 'SN-CHAT-05_' },
})

function mount(site: LabSite): ViberHandle {
  const tables = openTables<Rows>(site, [...tableNames])
  const desk: Desk = { site, tables, rows: tables.rows }
  site.on('POST', '/pa/:method', async (request) => {
    try {
      const operation = operations[request.params.method ?? '']
      if (!operation) return broken(404)
      const account = accountIn(desk, request)
      if (!account) throw new Refused(2, 'invalidAuthToken')
      const body = (typeof request.body === 'object' && request.body !== null ? request.body : {}) as Body
      return told((await operation(desk, account, body)) as object)
    } catch (error) {
      if (error instanceof Refused) return refusal(error)
      throw error
    }
  })
  return {
    desk,
    openAccount: async (who) => openAccount(desk, who),
    accountOf: (request) => accountIn(desk, request)?.account,
    expireToken: (request) => {
      const account = accountIn(desk, request)
      if (account) tables.commit([['accounts', account.id, { ...account, token: keyFor(desk) }]])
    },
    tooMany: (retryAfterS) =>
      retryAfterS === null
        ? refusal({ code: 12, message: 'tooManyRequests' })
        : { ...broken(429), headers: { 'content-type': 'text/html', 'retry-after': String(retryAfterS) } },
    broken,
    longestComment: 7000,
    pictures: { messages: 'bare' },
    answered: (token) => answered(desk, token),
    message: async (handle, text, by) => wrote(desk, accountBy(desk, handle, 'bot'), text, by),
    delivery: async (token, url) => delivery(desk, token, url),
    listening: () => listening(desk),
    botToken: (handle) => accountBy(desk, handle, 'bot').token,
  }
}

const broken = (status: number): LabAnswer => ({
  status,
  headers: { 'content-type': 'text/html' },
  body: `<html><body><h1>${status}</h1></body></html>`,
})

const accountIn = ({ rows }: Desk, { headers }: LabRequest) =>
  [...rows.accounts.values()].find((one) => one.token === headers['x-viber-auth-token'])

function accountBy({ rows }: Desk, handle: string, kind: Account['kind']): Account {
  const account = [...rows.accounts.values()].find((one) => one.account === handle && one.kind === kind)
  if (!account) throw new Error(`there is no ${kind} of ${handle}`)
  return account
}

function info({ site }: Desk, account: Account) {
  return {
    id: account.id,
    chat_hostname: 'SN-CHAT-05_',
    name: account.name,
    uri: account.uri,
    icon: site.people.avatarUrl({ handle: account.uri }),
    background: '',
    category: 'Food & Drink',
    subcategory: 'Coffee',
    country: 'UA',
    webhook: account.webhook,
    event_types: [],
    subscribers_count: account.subscribers,
    members: account.admins.map((one) => ({ ...one, avatar: site.people.avatarUrl({ handle: one.name }) })),
  }
}

/** An empty address takes the webhook away; another must be safe, and answer the question whether it is there. */
async function setWebhook(desk: Desk, account: Account, body: Body) {
  const url = typeof body.url === 'string' ? body.url : undefined
  if (url === undefined || (url !== '' && !isSafe(desk, url))) throw new Refused(1, 'invalidUrl')
  if (desk.site.reaches(url)) {
    const thanks = await desk.site.knock(question(desk, account, url))
    if (thanks?.status !== 200) throw new Refused(1, 'invalidUrl')
  }
  const { since = desk.site.clock.now().toISOString(), ...rest } = desk.rows.accounts.get(account.id) ?? account
  desk.tables.commit([['accounts', account.id, { ...rest, webhook: url, ...(url ? { since } : {}) }]])
  return { event_types: Array.isArray(body.event_types) ? body.event_types : [] }
}

/** On this machine an address needs no certificate. */
const isSafe = ({ site }: Desk, url: string) => /^https:\/\/[^\s/]+\.\S+/.test(url) || site.reaches(url)

const keyFor = ({ site }: Desk) => [16, 16, 16].map((length) => site.random.hex(length)).join('-')
const idFor = ({ site }: Desk) => Buffer.from(site.random.hex(32), 'hex').toString('base64')

type Newcomer = { name: string; handle: string; locale?: string }

/** A channel, and a bot of the same brand: who posts hears nobody, and who is written to posts nothing. */
function openAccount(desk: Desk, who: Newcomer) {
  const known = [...desk.rows.accounts.values()].some((one) => one.account === who.handle)
  if (!known) for (const kind of ['channel', 'bot'] as const) newAccount(desk, who, kind)
  return {
    way: 'channel',
    fields: { token: accountBy(desk, who.handle, 'channel').token, webhook: 'https://brand.example/' },
    also: [{ way: 'bot', fields: { token: accountBy(desk, who.handle, 'bot').token } }],
  }
}

function newAccount(desk: Desk, { name, handle, locale }: Newcomer, kind: Account['kind']): void {
  const uri = `${handle.replace(/\W/g, '').toLowerCase()}${kind === 'bot' ? 'bot' : ''}`
  const admins: Account['admins'] = [
    { id: idFor(desk), name: 'Anna', role: 'superadmin' },
    { id: idFor(desk), name: 'Petro', role: 'admin' },
  ]
  const id = `pa:${desk.site.random.hex(16)}`
  const account: Account = {
    id,
    kind,
    name,
    uri,
    account: handle,
    token: keyFor(desk),
    webhook: '',
    ...(locale ? { locale } : {}),
    subscribers: 120,
    admins,
  }
  desk.tables.commit([['accounts', id, account]])
}
