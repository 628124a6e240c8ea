import type { Person } from '../browser.ts'
import type { RealPds } from '../real-servers/real-pds.ts'
import type { Brand } from './enter.ts'

/** An account on the practice network, for a press of its button. */
export async function connectPractice({ page, say }: Person, brand: Brand, network: string): Promise<void> {
  await page.goto(`/brands/${brand.id}/accounts/connect`)
  await page.getByRole('button', { name: say('accounts.practice.act', { network }) }).click()
  await page.getByRole('heading', { name: say('accounts.connected.title', { count: 1 }) }).waitFor()
}

/** The form of a network's first way of connecting, filled field by field as it stands there. */
export async function fillWay({ page, say }: Person, brand: Brand, network: string, way: RegExp, fields: string[]) {
  await page.goto(`/brands/${brand.id}/accounts/connect`)
  const choices = page.getByRole('list', { name: say('accounts.connect.title') })
  await choices.getByRole('button', { name: new RegExp(network) }).click()
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
