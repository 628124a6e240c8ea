export const temperatures = ['warm', 'cooling', 'cold'] as const
export type Temperature = (typeof temperatures)[number]

/** For how long after a contact a person stays warm, and for how long after that they cool. Topic `''` is that of all others. */
export type Window = { topic: string; warmSeconds: number; coolingSeconds: number }

/** The first minutes after somebody is first met, in which a greeting counts most. */
export const freshForMs = 15 * 60_000

/** Until the brand says otherwise: warm for a day, then cooling for a month. */
export const usualWindow: Window = { topic: '', warmSeconds: 86_400, coolingSeconds: 30 * 86_400 }

export type Warmth = { temperature: Temperature; window: Window; warmUntil: Date; coldFrom: Date }

/**
 * Warm from the first subscription or contact, and again from each that follows; cooling after the warm seconds of the window,
 * cold after its cooling seconds too. Somebody of several topics has the window that keeps them from the cold the longest.
 */
export function warmthOf(person: { lastAt: Date; tags: string[] }, windows: Window[], now: Date): Warmth {
  const window = windowFor(person.tags, windows)
  const warmUntil = new Date(person.lastAt.getTime() + window.warmSeconds * 1000)
  const coldFrom = new Date(warmUntil.getTime() + window.coolingSeconds * 1000)
  const temperature = now < warmUntil ? 'warm' : now < coldFrom ? 'cooling' : 'cold'
  return { temperature, window, warmUntil, coldFrom }
}

export const windowFor = (tags: string[], windows: Window[]): Window =>
  longestFirst(windows).find(({ topic }) => tags.includes(topic)) ??
  windows.find(({ topic }) => topic === '') ??
  usualWindow

/** Those of topics, in the order in which they are tried. */
export const longestFirst = (windows: Window[]): Window[] =>
  windows.filter(({ topic }) => topic !== '').sort((a, b) => lengthOf(b) - lengthOf(a) || b.warmSeconds - a.warmSeconds)

export const lengthOf = ({ warmSeconds, coolingSeconds }: Window): number => warmSeconds + coolingSeconds

export const isFresh = (person: { firstAt: Date }, now: Date): boolean =>
  person.firstAt.getTime() > now.getTime() - freshForMs
