import type { Answered } from '../../lab/deeds.ts'
import type { Speaker } from '../../lab/network.ts'
import type { Desk, HeardRow, NumberRow } from './line.ts'

const firstNumber = 359_888_000_000

/** A person writes to the number. */
export function hear(desk: Desk, number: NumberRow, text: string, by: Speaker = {}): HeardRow {
  const { store, ground, site } = desk
  const index = by.person ? site.people.all.indexOf(by.person) : text.length % site.people.all.length
  const id = `wamid.${site.random.hex(24)}${store.next()}`
  return store.put('heard', id, {
    id,
    number: number.id,
    from: String(firstNumber + index),
    name: site.people.all[index]?.name ?? 'Somebody',
    text,
    at: (by.at ?? ground.now()).toISOString(),
    read: false,
    ...(by.picture ? { picture: true } : {}),
  })
}

/** The last that the person wrote before it. */
export function answered({ store, site }: Desk, id: string): Answered | undefined {
  const said = store.get('said', id)
  const before = store.all('heard').findLast((one) => one.number === said?.number && one.from === said.to)
  const person = before && site.people.all[Number(before.from) - firstNumber]
  return person && { id: before.id, person, text: before.text, at: new Date(before.at), inPrivate: true }
}

/** As deliveries tell it: https://developers.facebook.com/docs/whatsapp/cloud-api/webhooks/payload-examples (read 2026-11-22). */
export function told({ site }: Desk, { id, from, at, text, picture }: HeardRow): object {
  const timestamp = String(Math.floor(Date.parse(at) / 1000))
  if (!picture) return { from, id, timestamp, type: 'text', text: { body: text } }
  const { mime } = site.people.snapshot()
  const image = { caption: text, mime_type: mime, sha256: 'dG9ybiBiYWc=', id: `77${from}` }
  return { from, id, timestamp, type: 'image', image }
}
