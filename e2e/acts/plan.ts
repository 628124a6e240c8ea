import type { Locator } from 'playwright-core'
import type { Person } from '../browser.ts'

type Writing = Pick<Person, 'page' | 'say'>

/** Types a wall time such as `2026-11-22T18:30` into the fields of a day and a time. */
export async function setMoment({ page, say }: Writing, wall: string, within: Locator = page.locator('main')) {
  const [date = '', time = ''] = wall.split('T')
  const [year = '', month = '', day = ''] = date.split('-')
  const [hour = '', minute = ''] = time.split(':')
  const days = within.getByRole('group', { name: say('compose.plan.date'), exact: true })
  await typeSegments(days, { day, month, year })
  const times = within.getByRole('group', { name: say('compose.plan.time'), exact: true })
  await typeSegments(times, { hour, minute })
}

async function typeSegments(field: Locator, typed: Record<string, string>): Promise<void> {
  for (const [kind, digits] of Object.entries(typed)) {
    const segment = field.locator(`[data-type=${kind}]`)
    await segment.focus()
    await segment.pressSequentially(digits)
  }
}

const clock = new Intl.DateTimeFormat('sv-SE', {
  ...{ timeZone: 'Europe/Sofia', dateStyle: 'short', timeStyle: 'short' },
})

/** The wall time in Sofia that long from now, on the whole minute. */
export const wallIn = (ms: number): string => clock.format(new Date(Date.now() + ms)).replace(' ', 'T')

/** So far off is the nearest whole minute that leaves at least this much time. */
export const nextMinuteIn = (leastMs: number): number => {
  const at = Math.ceil((Date.now() + leastMs) / 60_000) * 60_000
  return at - Date.now()
}
