/** The zone of this machine, and all that the browser knows. */
export const zoneHere = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC'

const asChoice = (zone: string) => ({ id: zone, text: zone.replaceAll('_', ' ') })

/** Every zone as a choice; UTC and the one in use are there even where the browser leaves them out. */
export function zoneChoices(inUse?: string): { id: string; text: string }[] {
  const all = new Set([...Intl.supportedValuesOf('timeZone'), 'UTC', ...(inUse ? [inUse] : [])])
  return [...all].sort().map(asChoice)
}
