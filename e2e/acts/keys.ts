import type { Person } from '../browser.ts'

/** G and a letter in one go, as a hand presses them once the desk stands: what it makes of the first does not hold the second up. */
export async function goBy({ page }: Person, letter: string): Promise<void> {
  await page.getByRole('navigation').first().waitFor()
  await Promise.all([page.keyboard.press('g'), page.keyboard.press(letter)])
}
