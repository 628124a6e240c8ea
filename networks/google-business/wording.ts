/** An address of mail is looked for from where a word begins only: else a long word is read once for each of its letters. */
const addresses = /https?:\/\/\S+|(?<!\S)\S+@\S+/g
const dates = /\b\d{4}-\d{2}-\d{2}\b|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b/g

/**
 * Does a text look as if it held a phone number? Posts with one are refused:
 * https://support.google.com/business/answer/7213077 (read 2026-11-22). Dates and addresses are none.
 */
export function phoneIn(text: string): string | undefined {
  const bare = text.replace(addresses, ' ').replace(dates, ' ')
  for (const [found] of bare.matchAll(/(?<![\p{L}\p{N}])\+?\(?\d(?:[\s().\u2011-]{0,2}\d){7,14}(?![\p{L}\p{N}])/gu)) {
    const digits = found.replace(/\D/g, '').length
    if (digits >= 9 || found.startsWith('+')) return found.trim()
  }
  return undefined
}

/** `2026-11-30 18:00`, the wall clock at the place, as the API has it. Undefined for what is no such moment. */
export function localMoment(written: string) {
  const hit = /^\s*(\d{4})-(\d{2})-(\d{2})(?:[ T](\d{2}):(\d{2}))?\s*$/.exec(written)
  if (!hit) return undefined
  const [year = 0, month = 0, day = 0, hours, minutes] = hit
    .slice(1)
    .map((one) => (one === undefined ? undefined : Number(one)))
  const at = new Date(Date.UTC(year, month - 1, day, hours ?? 0, minutes ?? 0))
  const real = at.getUTCMonth() === month - 1 && at.getUTCDate() === day && (hours ?? 0) < 24 && (minutes ?? 0) < 60
  if (!real) return undefined
  return {
    order: at.getTime(),
    date: { year, month, day },
    ...(hours === undefined ? {} : { time: { hours, minutes: minutes ?? 0 } }),
  }
}
