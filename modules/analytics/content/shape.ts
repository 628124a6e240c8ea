/** What is held against each other. A post has any number of hashtags and topics, and at most one of the others. */
export const dimensions = [
  'rubric',
  'format',
  'length',
  'hour',
  'weekday',
  'hashtag',
  'topic',
  'language',
  'author',
] as const
export type Dimension = (typeof dimensions)[number]

/** Dimensions of which a post may have several values. */
export const manifold: readonly Dimension[] = ['hashtag', 'topic']

/** A post that has stood long enough. `exposure`: followers at that time, reach or impressions; null where not told. */
export type ShapedPost = {
  id: string
  network: string
  account: string
  at: Date
  engagements: number
  exposure: number | null
  traits: Partial<Record<Dimension, readonly string[]>>
}

/** Lengths by characters as people count them: one line, a short text, a long one, an article. Its words belong to the screens. */
export function lengthOf(characters: number): 'line' | 'short' | 'long' | 'article' {
  if (!(characters >= 0)) throw new RangeError(`characters: ${characters} is no length`)
  if (characters <= 80) return 'line'
  if (characters <= 280) return 'short'
  return characters <= 1_000 ? 'long' : 'article'
}

/** Throws a RangeError naming the post and the field. */
export function checkShaped(posts: readonly ShapedPost[]): void {
  for (const [n, { at, engagements, exposure, traits }] of posts.entries()) {
    if (Number.isNaN(at.getTime())) throw new RangeError(`posts.${n}.at: this is no moment`)
    if (!(engagements >= 0 && engagements < 1e12))
      throw new RangeError(`posts.${n}.engagements: ${engagements} is no count`)
    if (exposure !== null && !(exposure >= 0 && exposure < 1e15))
      throw new RangeError(`posts.${n}.exposure: ${exposure} is no count of people`)
    for (const dimension of dimensions)
      if (!manifold.includes(dimension) && (traits[dimension]?.length ?? 0) > 1)
        throw new RangeError(`posts.${n}.traits.${dimension}: a post has one`)
  }
}
