const minute = 60_000

/** How long, in milliseconds, until comments and numbers are worth reading again: people answer at first, then ever less. */
export function nextLook(publishedAt: string | null, openedAt: number, now: number): number {
  const fresh = now - Math.max(publishedAt ? Date.parse(publishedAt) : 0, openedAt)
  if (fresh < 5 * minute) return minute / 4
  return fresh < 60 * minute ? minute : 5 * minute
}
