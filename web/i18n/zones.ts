/** The zone of this machine, and all that the browser knows. */
export const zoneHere = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC'

const shown = new Map<string, string>()

/** The zone where this browser knows its clocks, else UTC: a time is then told in that, and named so, rather than not at all. */
export function zoneShown(zone: string): string {
  const known = shown.get(zone) ?? (isKnown(zone) ? zone : 'UTC')
  shown.set(zone, known)
  return known
}

function isKnown(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return true
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}

const asChoice = (zone: string) => ({ id: zone, text: zone.replaceAll('_', ' ') })

/** Every zone as a choice; UTC and the one in use are there even where the browser leaves them out. */
export function zoneChoices(inUse?: string): { id: string; text: string }[] {
  const all = new Set([...Intl.supportedValuesOf('timeZone'), 'UTC', ...(inUse ? [inUse] : [])])
  return [...all].sort().map(asChoice)
}
