import type { Person } from '../browser.ts'
import type { RunningDesk } from '../desk.ts'
import { until } from '../stage.ts'
import { type Account, type Brand, connectPracticeByApi } from './enter.ts'
import { publish, type Talk } from './talk.ts'

/** Somebody of the practice network's cast. */
export type Shopper = { name: string; handle: string }

/** A shop with a post that stands at the network, as somebody of the desk tends it. */
export type Shop = { person: Person; desk: RunningDesk; brand: Brand; account: Account; post: string }

const network = 'bluesky'
const second = 1_000

/** The brand has words to greet newcomers and to tell the price, an expert, and answers that go at once. */
export async function openShop(person: Person, desk: RunningDesk, brand: Brand): Promise<Shop> {
  const of = `/api/brands/${brand.id}`
  const [account] = await connectPracticeByApi(person, brand, [network])
  if (!account) throw new Error('no account was connected')
  await person.ask('PUT', `${of}/inbox-settings`, { undoSeconds: 0, approveAuthors: false })
  const reply = (name: string, en: string) => person.ask('POST', `${of}/saved-replies`, { name, texts: { en } })
  await reply('Greeting', 'Hello {person.firstName|there}, good to have you with {brand.name}!')
  await reply(
    'Price',
    '{person.firstName|Hello}, a kilo is 18 euro, and {agent.firstName} will gladly help you choose.',
  )
  const expert = { name: 'Dr. Ilieva', email: 'ilieva@lab.example', topics: ['roasting'], language: 'en' }
  await person.ask('POST', `${of}/experts`, expert)
  return { person, desk, brand, account, post: await publish(person, desk, brand, account.id) }
}

/** Who is told of a crisis, one after the other. */
export async function chain({ person, brand }: Shop, names: string[]): Promise<void> {
  const { items } = await person.ask<{ items: { userId: string; name: string }[] }>('GET', '/api/members')
  const links = names.map((name) => ({
    userId: items.find((one) => one.name === name)?.userId ?? '',
    waitMinutes: 10,
  }))
  await person.ask('PUT', `/api/brands/${brand.id}/crisis-chain`, { items: links })
}

/** Time goes on for the networks, the desk and whoever looks at it. */
export async function pass({ person, desk }: Shop, ms: number): Promise<void> {
  const { now } = await desk.lab.ask<{ now: string }>('POST', '/clock', { moveByMs: ms })
  await person.context.clock.setFixedTime(new Date(now))
}

export const nowIn = async ({ desk }: Shop): Promise<number> =>
  Date.parse((await desk.lab.ask<{ now: string }>('GET', '/clock')).now)

/** The desk asks what is new once a minute, which passes at once. */
export async function follows(shop: Shop, { handle: person }: Shopper): Promise<void> {
  const account = shop.account.handle.replace(/^@/, '')
  await shop.desk.lab.ask('POST', '/follows', { network, account, person })
  await pass(shop, 61 * second)
}

/** They say this under the post, and the desk hears it. */
export async function says(shop: Shop, { handle: person }: Shopper, text: string): Promise<Talk> {
  await shop.desk.lab.ask('POST', '/comments', { network, objectId: shop.post, text, person })
  await pass(shop, 61 * second)
  const path = `/api/inbox?limit=200&q=${encodeURIComponent(text)}`
  const heard = async () => (await shop.person.ask<{ items: Talk[] }>('GET', path)).items
  return until(`the desk has heard: ${text}`, async () => (await heard()).find((one) => one.excerpt === text), 60_000)
}

/** Two thousand come in ten minutes, of which one passes. */
export async function crisisComes(shop: Shop): Promise<void> {
  await shop.desk.lab.ask('POST', '/scenes', { kind: 'crisis', network })
  await pass(shop, 61 * second)
}

export const judge = ({ person, brand }: Shop, conversationIds: string[], tone: string): Promise<unknown> =>
  person.ask('POST', `/api/brands/${brand.id}/conversations/changes`, { conversationIds, change: { tone } })

/** How often these words stand at the network. */
export const saidAtNetwork = async ({ desk }: Shop, words: string): Promise<number> =>
  (await desk.lab.ledger()).filter((one) => JSON.stringify(one).includes(words)).length

/** Planned for some days from now, when the desk's clock is there. */
export async function planPosts(shop: Shop, titles: string[]): Promise<void> {
  const { person, brand, account } = shop
  const of = `/api/brands/${brand.id}`
  for (const [n, title] of titles.entries()) {
    const made = { title, accountIds: [account.id], body: { parts: [{ text: title, media: [] }] } }
    const { id } = await person.ask<{ id: string }>('POST', `${of}/posts`, made)
    const day = new Date((await nowIn(shop)) + (n + 2) * 86_400_000).toISOString().slice(0, 10)
    await person.ask('POST', `${of}/posts/${id}/schedule`, { plan: { wall: `${day}T09:30`, zone: 'Europe/Sofia' } })
  }
}
