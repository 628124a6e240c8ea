const worstFirst = [
  'unknown',
  'rejected',
  'missed',
  'sending',
  'removing',
  'planned',
  'published',
  'removed',
  'cancelled',
]

/** What a marketer must see first of a post's publications; undefined while there are none. */
export const worstOf = (states: readonly string[]): string | undefined =>
  worstFirst.find((state) => states.includes(state))
