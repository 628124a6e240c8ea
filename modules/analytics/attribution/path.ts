/** One meeting with the brand. `ageMs`: how long before the end of its path; only time decay needs it. */
export type Touch = { channel: string; direct?: true; ageMs?: number }

/**
 * The touches of one person in order, or of all who went the same way: how many of them converted then, what that was
 * worth together (in any one unit), and how many went this way and did not convert.
 */
export type Path = { touches: readonly Touch[]; conversions: number; value?: number; nulls?: number }

/** What is shared out among channels. */
export type Measure = 'conversions' | 'value'

/** What each channel is credited with. They sum to the conversions, or to their value. */
export type Credits = ReadonlyMap<string, number>

/** Who is credited with conversions that nothing we know of led to. No channel can be called so. */
export const untouched = '(untouched)'

export const worthOf = (path: Path, measure: Measure) =>
  measure === 'conversions' ? path.conversions : (path.value ?? 0)

export const totalOf = (paths: readonly Path[], measure: Measure) =>
  paths.reduce((sum, path) => sum + worthOf(path, measure), 0)

/** What went along each path, apart from the paths themselves, so that people can be drawn anew along them. */
export type Counts = { conversions: Float64Array; nulls: Float64Array; worth: Float64Array }

export const countsOf = (paths: readonly Path[], measure: Measure): Counts => ({
  conversions: Float64Array.from(paths, ({ conversions }) => conversions),
  nulls: Float64Array.from(paths, ({ nulls = 0 }) => nulls),
  worth: Float64Array.from(paths, (path) => worthOf(path, measure)),
})

/** A model made ready for some paths: what it credits each of their channels with, in their order. */
export type Crediting = (counts: Counts) => Float64Array

export const sumAll = (values: Float64Array) => values.reduce((sum, one) => sum + one, 0)

/** All channels of the paths, in the order of the alphabet, so that the order of paths changes nothing. */
export const channelsOf = (paths: readonly Path[]) =>
  [...new Set(paths.flatMap(({ touches }) => touches.map(({ channel }) => channel)))].sort()

/** Throws a RangeError that names the path and what is wrong with it. */
export function checkPaths(paths: readonly Path[]): void {
  for (const [n, { touches, conversions, value = 0, nulls = 0 }] of paths.entries()) {
    for (const [name, count] of Object.entries({ conversions, nulls }))
      if (!(count >= 0 && count < 1e15)) throw new RangeError(`paths.${n}.${name}: ${count} is no count`)
    if (!Number.isFinite(value)) throw new RangeError(`paths.${n}.value: ${value} is no value`)
    if (conversions === 0 && value !== 0)
      throw new RangeError(`paths.${n}.value: nothing was converted, yet it has a value`)
    for (const [at, { channel, ageMs = 0 }] of touches.entries()) {
      if (channel === '' || channel === untouched)
        throw new RangeError(`paths.${n}.touches.${at}.channel: "${channel}" is no channel`)
      if (!(ageMs >= 0 && ageMs < Number.POSITIVE_INFINITY))
        throw new RangeError(`paths.${n}.touches.${at}.ageMs: ${ageMs} is no time before the conversion`)
    }
  }
}
