import { weightOf } from './reputation-index.ts'

/** What somebody said within the time that is looked at. */
export type Speech = { positive: number; negative: number; all: number; weeks: number; followers: number | null }

/** How far back both lists look. */
export const lookBackDays = 180

/**
 * Friendly: well of the brand at least twice, and three times as often as ill. Active: in two different weeks or more.
 * Reach plays no part here: a friend with few followers is one all the same.
 */
export const isAdvocate = ({ positive, negative, weeks }: Speech): boolean =>
  positive >= 2 && positive >= 3 * negative && weeks >= 2

/** Friendliness and activity together: positive − 3 × negative + weeks in which they spoke. */
export const advocacyOf = ({ positive, negative, weeks }: Speech): number => positive - 3 * negative + weeks

/** How much harm their words can do: negative × (1 + log10(1 + followers)). */
export const harmOf = ({ negative, followers }: Speech): number => negative * weightOf(followers)
