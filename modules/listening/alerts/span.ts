export const hourMs = 3_600_000

type Ending = { hour: Date; hours: number }

/** When the hours began of which `hour` is the last, and when they ended. */
export const spanOf = ({ hour, hours }: Ending) => ({
  from: new Date(hour.getTime() - (hours - 1) * hourMs),
  to: new Date(hour.getTime() + hourMs),
})

/** Where the mentions of these hours stand. */
export function spanHref(brandId: string, ending: Ending, only: { queries?: string; sentiment?: string }): string {
  const { from, to } = spanOf(ending)
  return `/brands/${brandId}/listening?${new URLSearchParams({ ...only, from: from.toISOString(), to: to.toISOString() })}`
}
