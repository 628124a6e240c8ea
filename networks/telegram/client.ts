import type { Clock } from '../../kernel/clock.ts'
import { NetworkFailure } from '../../kernel/failure.ts'
import type { HttpAnswer, NetworkHttp } from '../../kernel/http/client.ts'
import type { Json } from '../../kernel/json.ts'
import type { AccountAccess, Call } from '../contract.ts'
import { uploadSilenceMs } from '../upload-silence.ts'
import { type Complaint, failureOf, withoutToken } from './failures.ts'
import { type Multipart, multipart, type Upload } from './multipart.ts'

export type Params = Record<string, Json | undefined>
export type Bot = { server: string; token: string; http: NetworkHttp; signal: AbortSignal; clock: Clock }
type Ask = { method: string; params?: Params; uploads?: Upload[]; writes?: boolean; timeoutMs?: number }

/**
 * One call of the Bot API, never on a connection that lay idle: a message written into a closed one would be neither surely
 * sent nor surely lost, and Telegram cannot be asked.
 * Throws NetworkFailure, never with the token in it. A group that became a supergroup is asked again under its new id.
 */
export async function ask<T>(bot: Bot, call: Ask): Promise<T> {
  try {
    const answer = await exchange(bot, call)
    const moved = answer.complaint?.parameters?.migrate_to_chat_id
    const again =
      moved === undefined ? answer : await exchange(bot, { ...call, params: { ...call.params, chat_id: moved } })
    if (again.complaint) throw failureOf(again.status, again.complaint, call.writes ?? false)
    return again.result as T
  } catch (error) {
    throw withoutToken(error, bot.token)
  }
}

export const botOf = ({ account, http, signal, clock }: Call): Bot => ({
  server: account.server,
  token: account.secrets.token ?? '',
  http,
  signal,
  clock,
})

/** The chat's id now: it changes when a group becomes a supergroup. */
export const chatOf = ({ facts, remoteId }: AccountAccess): number => Number(facts.chatId ?? remoteId)

type Answer = { status: number; complaint?: Complaint; result?: unknown }

async function exchange(
  bot: Bot,
  { method, params = {}, uploads = [], writes = false, timeoutMs }: Ask,
): Promise<Answer> {
  if (!/^\d+:[\w-]+$/.test(bot.token)) throw failureOf(401, { description: 'the bot token is not well formed' }, false)
  const form = uploads.length > 0 ? multipart(asTexts(params), uploads) : undefined
  const sent = await bot
    .http({
      method: 'POST',
      url: `${bot.server.replace(/\/+$/, '')}/bot${bot.token}/${method}`,
      headers: { ...form?.headers },
      freshConnection: true,
      ...(form ? { body: form.body } : { json: params }),
      writes,
      timeoutMs: timeoutMs ?? uploadSilenceMs(uploads.reduce((sum, one) => sum + one.bytes, 0)),
      signal: bot.signal,
    })
    .catch((error: unknown) => {
      throw form ? surelyNotDone(error, form) : error
    })
  return read(sent, writes)
}

const asTexts = (params: Params) =>
  Object.fromEntries(
    Object.entries(params).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, typeof value === 'string' ? value : JSON.stringify(value)]],
    ),
  )

/** An upload that broke off before its last byte was handed over cannot have become a message. */
function surelyNotDone(error: unknown, form: Multipart): unknown {
  if (!(error instanceof NetworkFailure) || error.kind !== 'unknown-outcome' || form.isWhole()) return error
  return new NetworkFailure('network-down', error.message, {
    evidence: { ...error.evidence, note: 'the upload broke off' },
    cause: error,
  })
}

function read(answer: HttpAnswer, writes: boolean): Answer {
  const { status } = answer
  const body = parsed(answer)
  if (status >= 200 && status < 300) {
    if (body?.ok === true && 'result' in body) return { status, result: body.result }
    throw new NetworkFailure(writes ? 'unknown-outcome' : 'network-down', 'the answer is not Telegram’s', {
      evidence: { status, body: answer.text().slice(0, 500) },
    })
  }
  return { status, complaint: body ?? { description: answer.text().slice(0, 200) || `Telegram answered ${status}` } }
}

function parsed(answer: HttpAnswer): (Complaint & { result?: unknown }) | undefined {
  try {
    const body: unknown = JSON.parse(answer.text())
    return typeof body === 'object' && body !== null ? body : undefined
  } catch {
    return undefined
  }
}
