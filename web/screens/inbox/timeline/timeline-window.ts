/**
 * A stretch of a long conversation: entries in the order of time, with the keys behind which more stands. It grows at either
 * end as the reader scrolls there and lets go of the other.
 */
export type Keyed = { key: string }
export type Stretch<Entry extends Keyed> = {
  entries: readonly Entry[]
  before: string | null
  after: string | null
}

/** As many as are held at once. */
export const mostHeld = 200

/** The newest page put over what is held: a stretch that reached the end goes on from it, another begins anew. */
export function withNewest<Entry extends Keyed>(held: Stretch<Entry> | null, told: Stretch<Entry>): Stretch<Entry> {
  const newest = { ...told, entries: asBefore(held, told.entries) }
  const first = newest.entries[0]
  if (!held || held.after !== null || !first || newest.before === null) return newest
  const at = held.entries.findIndex((one) => one.key === first.key)
  if (at < 0) return newest
  const older = held.entries.slice(0, at)
  return older.length === 0
    ? newest
    : { entries: [...older, ...newest.entries], before: held.before, after: newest.after }
}

export function withOlder<Entry extends Keyed>(held: Stretch<Entry>, page: Stretch<Entry>): Stretch<Entry> {
  const all = joined(page.entries, held.entries)
  const kept = all.slice(0, mostHeld)
  const cut = all.length > kept.length
  return { entries: kept, before: page.before, after: cut ? (kept.at(-1)?.key ?? null) : held.after }
}

export function withLater<Entry extends Keyed>(held: Stretch<Entry>, page: Stretch<Entry>): Stretch<Entry> {
  const all = joined(held.entries, page.entries)
  const kept = all.slice(-mostHeld)
  const cut = all.length > kept.length
  return { entries: kept, before: cut ? (kept[0]?.key ?? null) : held.before, after: page.after }
}

/** What an answer says anew of entries that are held; nothing is added or taken away. */
export function brushedUp<Entry extends Keyed>(held: Stretch<Entry>, page: Stretch<Entry>): Stretch<Entry> {
  const known = new Map(asBefore(held, page.entries).map((one) => [one.key, one]))
  return { ...held, entries: held.entries.map((one) => known.get(one.key) ?? one) }
}

function joined<Entry extends Keyed>(first: readonly Entry[], then: readonly Entry[]): Entry[] {
  const known = new Set(then.map((one) => one.key))
  return [...first.filter((one) => !known.has(one.key)), ...then]
}

/** What comes again just as it was is the very entry that is held, so that it is not drawn again. */
function asBefore<Entry extends Keyed>(held: Stretch<Entry> | null, entries: readonly Entry[]): readonly Entry[] {
  const known = new Map(held?.entries.map((one) => [one.key, one]))
  return entries.map((one) => {
    const before = known.get(one.key)
    return before && JSON.stringify(before) === JSON.stringify(one) ? before : one
  })
}
