import { checkPaths, type Measure, type Path, worthOf } from './path.ts'

/** `assisted`: on the path, but not where it ended. `perLast` is assisted ÷ last, null where it never was the last. */
export type Association = { last: number; assisted: number; perLast: number | null }

/**
 * Associated conversions of each channel: those with it somewhere on the path and another channel at its end. A path counts
 * once for a channel, however often it was met; so the assisted of all channels are no parts of one whole.
 */
export function associatedConversions(
  paths: readonly Path[],
  measure: Measure = 'conversions',
): Map<string, Association> {
  checkPaths(paths)
  const found = new Map<string, { last: number; assisted: number }>()
  for (const path of paths) {
    const end = path.touches.at(-1)?.channel
    for (const channel of new Set(path.touches.map((touch) => touch.channel))) {
      const one = found.get(channel) ?? { last: 0, assisted: 0 }
      one[channel === end ? 'last' : 'assisted'] += worthOf(path, measure)
      found.set(channel, one)
    }
  }
  return new Map(
    [...found].map(([channel, one]) => [channel, { ...one, perLast: one.last > 0 ? one.assisted / one.last : null }]),
  )
}
