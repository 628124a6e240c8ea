import type { Locator } from 'playwright-core'
import type { Person } from '../browser.ts'
import type { RunningDesk } from '../desk.ts'
import { until } from '../stage.ts'
import type { Talk } from './talk.ts'

/** Where an answer is written. */
export const answerField = ({ page, say }: Person, way: 'public' | 'private' = 'public'): Locator =>
  page.getByRole('textbox', { name: say(way === 'private' ? 'inbox.write.private' : 'inbox.write'), exact: true })

export const rowOf = ({ page }: Person, id: string): Locator => page.locator(`[data-conversation="${id}"]`)

export async function openTalk(person: Person, talk: Pick<Talk, 'id' | 'brandId'>): Promise<void> {
  await person.page.goto(`/inbox/${talk.brandId}/${talk.id}`)
  await answerField(person).waitFor()
}

/** One message of the open conversation, by its words. */
export const messageOf = ({ page }: Person, words: string): Locator =>
  page.getByRole('article').filter({ hasText: words }).first()

export const button = ({ page, say }: Person, key: string, within: Locator | Person['page'] = page): Locator =>
  within.getByRole('button', { name: say(key), exact: true })

/** What can be done with one message: found in its menu. */
export async function doWith(person: Person, words: string, act: string): Promise<void> {
  const { page, say } = person
  await button(person, 'inbox.act.more', messageOf(person, words)).click()
  await page.getByRole('menuitem', { name: say(`inbox.act.${act}`), exact: true }).click()
}

/** How many things with these words stand at the network. */
export async function madeThere(desk: RunningDesk, words: string): Promise<number> {
  const made = (await desk.lab.ledger()).filter((one) => one.text?.includes(words))
  return new Set(made.map((one) => `${one.network} ${one.objectId}`)).size
}

export const untilThere = (desk: RunningDesk, words: string): Promise<true> =>
  until(`it stands at the network: ${words}`, async () => (await madeThere(desk, words)) === 1 || undefined)
