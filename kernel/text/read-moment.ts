export type DateOrder = 'ymd' | 'dmy' | 'mdy'

/** Longer is no date, time or length, and would only keep the patterns below busy. */
const longest = 100

/** `2026-03-29` or undefined. Understands 2026-03-29, 29.3.2026, 29/03/26, 3/29/2026 by the order told. */
export function readDate(text: string, order: DateOrder): string | undefined {
  const numbers = /^\s*(\d{1,4})\s*[-./]\s*(\d{1,2})\s*[-./]\s*(\d{1,4})\.?/.exec(text)
  if (!numbers) return undefined
  const [, a = '', b = '', c = ''] = numbers
  if (a.length === 4) return isoDate(a, b, c)
  const year = c.length <= 2 ? `20${c.padStart(2, '0')}` : c
  return order === 'mdy' ? isoDate(year, a, b) : isoDate(year, b, a)
}

/** Only a day that the calendar has: there is no 30 February. */
function isoDate(year: string, month: string, day: string): string | undefined {
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const date = new Date(`${iso}T00:00:00Z`)
  return Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== iso ? undefined : iso
}

/** `09:30` or undefined. Understands 9:30, 9.30, 09:30:00, 9h30, 9 am, 9:30 PM. */
export function readTime(text: string): string | undefined {
  if (text.length > longest) return undefined
  const parts =
    /(?:^|[\sT,])(\d{1,2})(?:\s*[:.h]\s*(\d{2}))?(?::\d{2})?\s*(am|pm|a\.m\.|p\.m\.)?\s*(?:Z|h|hod\.?|год\.?|ч\.?)?$/i.exec(
      text.trim(),
    )
  if (!parts) return undefined
  const [, hours = '', minutes = '00', half] = parts
  const hour = half ? twelveHour(Number(hours), half) : Number(hours)
  if (hour === undefined || hour > 23 || Number(minutes) > 59) return undefined
  return `${String(hour).padStart(2, '0')}:${minutes}`
}

function twelveHour(hour: number, half: string): number | undefined {
  if (hour < 1 || hour > 12) return undefined
  return (hour % 12) + (half.toLowerCase().startsWith('p') ? 12 : 0)
}

/** What stands behind the date in one cell: `29.3.2026 09:30` → `09:30`. */
export const timePartOf = (text: string) =>
  text.replace(/^\s*\d{1,4}\s*[-./]\s*\d{1,2}\s*[-./]\s*\d{1,4}\.?[\sT,]*/, '')

/** The order most of the dates can only have; `29/03` settles it. Undecided plans are read day first, as five of our six languages write. */
export function guessDateOrder(dates: string[]): DateOrder {
  let dayFirst = 0
  let monthFirst = 0
  for (const date of dates) {
    const [, a = '', b = ''] = /^\s*(\d{1,4})[-./]\s*(\d{1,2})[-./]/.exec(date) ?? []
    if (a.length === 4) return 'ymd'
    if (Number(a) > 12) dayFirst++
    else if (Number(b) > 12) monthFirst++
  }
  return monthFirst > dayFirst ? 'mdy' : 'dmy'
}

const units: [RegExp, number][] = [
  [/^(s|sec|seconds?|сек\p{L}*|sek\p{L}*|sekund\p{L}*)$/iu, 1],
  [/^(m|min|minutes?|мин\p{L}*|хв\p{L}*|minut\p{L}*|minuty?)$/iu, 60],
  [/^(h|hours?|ч|час\p{L}*|год\p{L}*|tim\p{L}*|hod\p{L}*|godz\p{L}*)$/iu, 3600],
  [/^(d|days?|дни?|ден\p{L}*|дн\p{L}*|день|dag\p{L}*|dny|dní|den|dni|dzień)$/iu, 86_400],
  [/^(w|weeks?|седмиц\p{L}*|тиж\p{L}*|veck\p{L}*|týd\p{L}*|tydz\p{L}*|tygod\p{L}*)$/iu, 604_800],
]

/** Seconds of `3 days`, `72h`, `45 min`, in the six languages; a bare number is hours. Undefined when it is none of these. */
export function readDuration(text: string): number | undefined {
  if (text.length > longest) return undefined
  const [, amount = '', unit = ''] = /^\s*(\d+(?:[.,]\d+)?)\s*([\p{L}.]*)\s*$/u.exec(text) ?? []
  if (!amount) return undefined
  const number = Number(amount.replace(',', '.'))
  if (!unit) return Math.round(number * 3600)
  const factor = units.find(([pattern]) => pattern.test(unit.replace(/\.$/, '')))?.[1]
  return factor === undefined ? undefined : Math.round(number * factor)
}
