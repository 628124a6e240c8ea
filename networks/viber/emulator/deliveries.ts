import { createHmac } from 'node:crypto'
import type { WebhookRequest } from '../../contract.ts'
import type { Listening } from '../../lab/after-opening.ts'
import { told as toldMessage } from './people.ts'
import { type Desk, newToken } from './posts.ts'
import type { Account } from './rows.ts'

export function delivery(desk: Desk, token: string, url: string): WebhookRequest {
  const heard = desk.rows.heard.get(token)
  const bot = desk.rows.accounts.get(heard?.of ?? '')
  if (!heard || !bot) throw new Error(`nobody is told of ${token}`)
  const sender = { id: heard.person, name: heard.name, language: 'uk', country: 'UA', api_version: 10 }
  const body = { event: 'message', timestamp: heard.at, sender, message: toldMessage(desk, heard) }
  return signed(bot, body, token, url)
}

/** What an address is asked before it is believed: https://developers.viber.com/docs/api/rest-bot-api/#webhooks (read 2026-11-22). */
export const question = (desk: Desk, account: Account, url: string): WebhookRequest =>
  signed(account, { event: 'webhook', timestamp: desk.site.clock.now().getTime() }, newToken(desk), url)

/** The body as Viber writes it, the number of the message with all its digits, and the signature over just these bytes. */
function signed({ token: key }: Account, told: object, token: string, url: string): WebhookRequest {
  const body = Buffer.from(`${JSON.stringify(told).slice(0, -1)},"message_token":${token}}`)
  const signature = createHmac('sha256', key).update(body).digest('hex')
  const headers = { 'content-type': 'application/json', 'x-viber-content-signature': signature }
  return { method: 'POST', url, query: { sig: signature }, headers, body }
}

/** Nothing of a channel is ever told. */
export const listening = ({ rows }: Desk): Listening[] =>
  [...rows.accounts.values()].flatMap(({ kind, account, webhook, since, locale }) =>
    kind === 'bot' && webhook && since ? [{ account, since, ...(locale ? { locale } : {}) }] : [],
  )
