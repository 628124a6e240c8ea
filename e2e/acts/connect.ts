import type { Person } from '../browser.ts'
import type { RealPds } from '../real-servers/real-pds.ts'
import type { Brand } from './enter.ts'

/** The page of a network, found by its name among all. */
export async function openNetwork({ page, say }: Person, brand: Brand, network: string): Promise<void> {
  await page.goto(`/brands/${brand.id}/accounts/connect`)
  await page.getByRole('searchbox', { name: say('accounts.connect.search') }).fill(network)
  await page.getByRole('link', { name: new RegExp(`^${network}`) }).click()
  await page.getByRole('heading', { name: say('accounts.connect.to', { network }) }).waitFor()
}

/** An account on the practice network, for a press of its button. */
export async function connectPractice(person: Person, brand: Brand, network: string): Promise<void> {
  const { page, say } = person
  await openNetwork(person, brand, network)
  await page.getByRole('button', { name: say('accounts.practice.act', { network }) }).click()
  await page.getByRole('heading', { name: say('accounts.connected.title', { count: 1 }) }).waitFor()
}

/** The form of one of a network's ways of connecting, filled field by field as it stands there. */
export async function fillWay(person: Person, brand: Brand, network: string, way: RegExp, fields: string[]) {
  const { page } = person
  await openNetwork(person, brand, network)
  await page.getByRole('radiogroup').locator('label', { hasText: way }).click()
  const inputs = page.locator('form input:not([type=radio])')
  await inputs.first().waitFor()
  for (const [at, words] of fields.entries()) await inputs.nth(at).fill(words)
}

export async function connectPds(person: Person, brand: Brand, pds: RealPds): Promise<void> {
  await fillWay(person, brand, 'Bluesky', /password/i, [pds.handle, pds.password, pds.pds])
  await person.page.getByRole('button', { name: person.say('accounts.connect.act'), exact: true }).click()
  await person.page.getByRole('heading', { name: person.say('accounts.connected.title', { count: 1 }) }).waitFor()
}
