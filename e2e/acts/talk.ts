import type { Person } from '../browser.ts'
import type { RunningDesk } from '../desk.ts'
import { until } from '../stage.ts'
import type { Account, Brand } from './enter.ts'
import { askNetworksNow } from './tell.ts'

export type Talk = { id: string; brandId: string; excerpt: string }

/** A post that stands at the network, for people to speak under. */
export async function publish(person: Person, desk: RunningDesk, brand: Brand, accountId: string): Promise<string> {
  const of = `/api/brands/${brand.id}`
  const body = { parts: [{ text: 'Fresh beans have come. Which roast do you like?', media: [] }] }
  const { id } = await person.ask<{ id: string }>('POST', `${of}/posts`, { title: '', accountIds: [accountId], body })
  await person.ask('POST', `${of}/posts/${id}/publish-now`, {})
  const live = await until('the post stands at the network', async () => (await desk.lab.live())[0])
  return live.objectId
}

/** What was said at the network, once the desk has heard it; where a network is asked once a minute, that takes so long. */
export const heard = (person: Person, text: string): Promise<Talk> =>
  until(
    `the desk has heard: ${text}`,
    async () => {
      const { items } = await person.ask<{ items: Talk[] }>('GET', '/api/inbox?limit=200')
      return items.find((one) => one.excerpt.startsWith(text))
    },
    90_000,
  )

/** Somebody says this under what was published, and the desk has heard it. */
export async function speak(person: Person, desk: RunningDesk, network: string, objectId: string, text: string) {
  await desk.lab.ask('POST', '/comments', { network, objectId, text })
  return heard(person, text.slice(0, 12))
}

/** The same post on several accounts: its name at each network. */
export async function publishOn(person: Person, desk: RunningDesk, brand: Brand, accounts: Account[]) {
  const of = `/api/brands/${brand.id}`
  const accountIds = accounts.map((one) => one.id)
  const body = { parts: [{ text: 'Fresh beans have come. Which roast do you like?', media: [] }] }
  const { id } = await person.ask<{ id: string }>('POST', `${of}/posts`, { title: '', accountIds, body })
  await person.ask('POST', `${of}/posts/${id}/publish-now`, {})
  return until('the post stands everywhere', async () => {
    const live = (await desk.lab.live()).filter((one) => one.text?.startsWith('Fresh beans'))
    return live.length === accounts.length && Object.fromEntries(live.map((one) => [one.network, one.objectId]))
  })
}

type Speech = { network: string; objectId: string; text: string }
const askEveryMs = 3_000

/** People say these under what was published, and the desk has heard them all: the talk each began, in their order. */
export async function speakAll(person: Person, desk: RunningDesk, said: Speech[]): Promise<Talk[]> {
  for (const one of said) await desk.lab.ask('POST', '/comments', one)
  let askedAt = Number.NEGATIVE_INFINITY
  const heardAll = async () => {
    if (performance.now() - askedAt > askEveryMs) {
      await askNetworksNow(desk)
      askedAt = performance.now()
    }
    const { items } = await person.ask<{ items: Talk[] }>('GET', '/api/inbox?limit=200')
    const talks = said.flatMap(({ text }) => items.find((one) => one.excerpt.startsWith(text)) ?? [])
    return talks.length === said.length && talks
  }
  return until('the desk has heard everybody', heardAll, 90_000)
}
