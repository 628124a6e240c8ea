import { createHmac, randomUUID } from 'node:crypto'
import type { Person } from '../browser.ts'
import type { RunningDesk } from '../desk.ts'
import type { Brand } from './enter.ts'

export type Inlet = { address: string; secret: string }
export type Told = {
  id: string
  text: string
  url?: string
  network?: string
  author: { handle: string; name?: string; followers?: number }
}

/** A topic with one query, and an inlet by which the journey says things in public. */
export async function listenByInlet(person: Person, brand: Brand, text: string): Promise<Inlet> {
  const of = `/api/brands/${brand.id}/listening`
  const query = { name: text, text, languages: [] }
  await person.ask('POST', `${of}/topics`, { kind: 'brand', name: brand.name, queries: [query] })
  const made = { kind: 'inlet', name: 'Journey', takes: 'matching' }
  const { source, secret } = await person.ask<{ source: { id: string }; secret: string }>('POST', `${of}/sources`, made)
  const { inlet } = await person.ask<{ inlet: string }>('GET', `${of}/sources/${source.id}`)
  return { address: inlet, secret }
}

/** Says these in public, signed as Standard Webhooks are. */
export async function tellInlet(desk: RunningDesk, { address, secret }: Inlet, posts: Told[]): Promise<void> {
  const [id, timestamp, body] = [randomUUID(), String(Math.floor(Date.now() / 1_000)), JSON.stringify(posts)]
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64')
  const sign = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')
  const headers = {
    ...{ 'content-type': 'application/json', 'webhook-id': id },
    ...{ 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${sign}` },
  }
  const answer = await fetch(new URL(new URL(address).pathname, desk.origin), { method: 'POST', headers, body })
  if (!answer.ok) throw new Error(`the inlet answered ${answer.status}: ${await answer.text()}`)
}
