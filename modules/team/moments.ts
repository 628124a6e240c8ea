/** A moment as the API tells it: ISO 8601 in UTC. */
export function iso(moment: Date): string
export function iso(moment: Date | null): string | null
export function iso(moment: Date | null): string | null {
  return moment ? moment.toISOString() : null
}
