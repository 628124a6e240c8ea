import { callOf, connectIn, labWorld, type NetworkWorld, plain, publish } from '../conformance.ts'
import type { Call, ConnectedAccount, PreparedContent } from '../contract.ts'
import type { Lab, LabOptions } from '../lab/lab.ts'
import telegram from './index.ts'
import emulator from './lab.ts'

export type Sent = { method: string; body: Record<string, unknown> }
export type RawAnswer = { ok: boolean; result?: Record<string, unknown>; description?: string; error_code?: number }
export type Trial = {
  world: NetworkWorld & { lab: Lab }
  lab: Lab
  account: ConnectedAccount
  call: Call
  /** What went over the wire as JSON, in order. */
  sent: Sent[]
  /** A door of the emulator: what owners and people do in their apps. */
  door: <T = unknown>(name: string, body: object) => Promise<T>
  /** The API spoken to without the connector. */
  raw: (method: string, body: object) => Promise<RawAnswer>
  publish: (content: PreparedContent, call?: Call) => ReturnType<typeof publish>
}

/** A bot and its channel in a lab of their own, for the length of a test. */
export async function inTelegram(
  run: (trial: Trial) => Promise<void>,
  options: Partial<LabOptions> = {},
): Promise<void> {
  const world = await labWorld(emulator, options)
  try {
    const account = await connectIn(telegram, world)
    const sent: Sent[] = []
    const call = callOf(account, { ...world.context, http: watched(world.context.http, sent) })
    const post = async <T>(path: string, body: object): Promise<T> => {
      const answer = await fetch(`${world.lab.origin}/telegram/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
      return (await answer.json()) as T
    }
    await run({
      world,
      lab: world.lab,
      account,
      call,
      sent,
      door: (name, body) => post(`door/${name}`, body),
      raw: (method, body) => post(`bot${account.secrets.token}/${method}`, body),
      publish: (content, by = call) => publish(telegram, by, content),
    })
  } finally {
    await world.close()
  }
}

const watched =
  (http: Call['http'], sent: Sent[]): Call['http'] =>
  (request) => {
    const method = request.url.split('/').at(-1) ?? ''
    sent.push({ method, body: JSON.parse(JSON.stringify(request.json ?? {})) as Sent['body'] })
    return http(request)
  }

export const said = (text: string, options: PreparedContent['options'] = {}, more: Partial<PreparedContent> = {}) =>
  plain(text, { options, ...more })
export const lastOf = (sent: Sent[], method: string) => sent.findLast((one) => one.method === method)?.body
