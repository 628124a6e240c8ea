import type { HttpAnswer } from '../../../kernel/http/client.ts'
import type { Call } from '../../contract.ts'
import { isObject } from './answers.ts'

export type Side = { call: Call; fields: Record<string, string> }
export type Wish = {
  nsid: string
  query?: Record<string, string | string[]>
  json?: unknown
  /** A POST without a body. */
  post?: boolean
  body?: Buffer
  type?: string
  /** The words of the header; absent: the account's access; null: none. */
  authorization?: string | null
}
/** What earlier answers of the same side left for later questions. */
export type Memory = {
  did: string
  handle: string
  password: string
  refreshJwt: string
  kept: Record<string, unknown>
}
export type Exchange = {
  title: string
  /** Asked one after another; only the last answer is compared. */
  ask: ((memory: Memory) => Wish)[]
  /** The message of an error is compared too: people see it. */
  words?: boolean
}

/** What of an answer must agree: status, the error's name, the shape of the body. */
export type Seen = { status: number; error?: string; message?: string; limits?: Record<string, string>; shape: unknown }

export async function askBoth(
  sides: { real: Side; emulated: Side },
  exchange: Exchange,
): Promise<{ real: Seen; emulated: Seen }> {
  return { real: await seenAt(sides.real, exchange), emulated: await seenAt(sides.emulated, exchange) }
}

async function seenAt(side: Side, exchange: Exchange): Promise<Seen> {
  const { account } = side.call
  const memory: Memory = {
    did: account.remoteId,
    handle: account.handle,
    password: side.fields.password ?? '',
    refreshJwt: account.secrets.refreshJwt ?? '',
    kept: {},
  }
  let last: HttpAnswer | undefined
  for (const wish of exchange.ask) {
    last = await send(side.call, wish(memory))
    memory.kept = { ...memory.kept, ...bodyOf(last) }
  }
  if (!last) throw new Error(`${exchange.title} asks nothing`)
  return seen(last, exchange.words ?? false, account.remoteId)
}

function send(call: Call, wish: Wish): Promise<HttpAnswer> {
  const { authorization = `Bearer ${call.account.secrets.accessJwt}` } = wish
  return call.http({
    method: wish.json !== undefined || wish.body || wish.post ? 'POST' : 'GET',
    url: `${call.account.server}/xrpc/${wish.nsid}`,
    query: wish.query,
    json: wish.json,
    body: wish.body,
    headers: {
      ...(authorization === null ? {} : { authorization }),
      ...(wish.type ? { 'content-type': wish.type } : {}),
    },
  })
}

function seen(answer: HttpAnswer, words: boolean, did: string): Seen {
  const body = bodyOf(answer)
  const { error, message } = body
  if (answer.status < 400) return { status: answer.status, shape: shapeOf(body) }
  const told =
    words && typeof message === 'string'
      ? { message: message.replaceAll(did, '<did>').replace(/bafy[a-z2-7]+/g, '<cid>') }
      : {}
  const limits = answer.status === 429 ? { limits: limitsOf(answer) } : {}
  return { status: answer.status, error: String(error), ...told, ...limits, shape: Object.keys(body).sort() }
}

/** Every header about the limit; moments and waits by their kind only. */
const limitsOf = ({ headers }: HttpAnswer): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers)
      .filter(([name]) => /^(ratelimit-|retry-after)/.test(name))
      .map(([name, value]) => [
        name,
        /^\d{10}$/.test(value) ? 'epoch seconds' : name === 'retry-after' ? typeof Number(value) : value,
      ]),
  )

function bodyOf(answer: HttpAnswer): Record<string, unknown> {
  try {
    const body: unknown = JSON.parse(answer.text())
    return isObject(body) ? body : {}
  } catch {
    return {}
  }
}

/** Names and kinds of values. What a document of an identity holds, and optional facts about a server, are its own. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.length > 0 ? [shapeOf(value[0])] : []
  if (!isObject(value)) return value === null ? 'null' : typeof value
  const own = Object.entries(value).filter(([name]) => !ofTheirOwn.has(name))
  return Object.fromEntries(own.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, one]) => [name, shapeOf(one)]))
}

const ofTheirOwn = new Set(['didDoc', 'links', 'contact', 'email', 'emailConfirmed'])
