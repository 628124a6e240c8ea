import { momentOf, wallOf } from '../../inbox/conversation/snooze-until.ts'

export const lengths = ['7', '30', '90', '365'] as const
export type Length = (typeof lengths)[number] | 'own'
/** As it stands in the address. `from`, `to`: days by the brand's clock, both of them in it; only of a period of one's own. */
export type DashboardPlace = { days: Length; from: string; to: string; topics: string }

const isDay = /^\d{4}-\d{2}-\d{2}$/

export function placeFrom(search: Record<string, unknown>): DashboardPlace {
  const text = (key: string) => (search[key] === undefined ? '' : String(search[key]).slice(0, 4_000))
  const [from, to] = [text('from'), text('to')]
  const days = lengths.find((one) => one === text('days'))
  if (isDay.test(from) && isDay.test(to)) return { days: 'own', from, to, topics: text('topics') }
  return { days: days ?? '30', from: '', to: '', topics: text('topics') }
}

export const searchOf = ({ days, from, to, topics }: DashboardPlace): Record<string, string> => ({
  ...(days === 'own' ? { from, to } : days === '30' ? {} : { days }),
  ...(topics && { topics }),
})

/** Up to the end of today, or of the last day chosen. */
export function periodOf({ days, from, to }: DashboardPlace, now: Date, zone: string): { from: string; to: string } {
  const today = wallOf(now, zone).date
  const last = days === 'own' ? to : today
  const first = days === 'own' ? from : dayAfter(today, 1 - Number(days))
  const midnight = (date: string) => momentOf({ date, time: '00:00' }, zone).toISOString()
  return { from: midnight(first), to: midnight(dayAfter(last, 1)) }
}

export function dayAfter(date: string, days: number): string {
  const at = new Date(`${date}T12:00:00Z`)
  at.setUTCDate(at.getUTCDate() + days)
  return at.toISOString().slice(0, 10)
}
