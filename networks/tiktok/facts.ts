import type { AccountFacts } from '../compose.ts'

/** What an account told of itself, kept in its facts as `creator`. */
export type CreatorFacts = {
  granted: string[]
  privacy: string[]
  commentsOff: boolean
  duetsOff: boolean
  stitchesOff: boolean
  longestSeconds: number
  /** Has the desk's app passed the network's audit, as its operator says? */
  audited: boolean
}

const untold: CreatorFacts = {
  granted: [],
  privacy: ['PUBLIC_TO_EVERYONE', 'MUTUAL_FOLLOW_FRIENDS', 'FOLLOWER_OF_CREATOR', 'SELF_ONLY'],
  commentsOff: false,
  duetsOff: false,
  stitchesOff: false,
  longestSeconds: 600,
  audited: true,
}

export function creatorOf(facts: AccountFacts): CreatorFacts {
  const told = facts.creator
  return typeof told === 'object' && told !== null ? { ...untold, ...told } : untold
}
