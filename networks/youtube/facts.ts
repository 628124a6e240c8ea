import type { AccountFacts } from '../compose.ts'

/** What a channel told of itself, kept in the account's facts as `channel`. */
export type ChannelFacts = {
  /** The playlist of everything it uploaded. */
  uploads: string
  /** May it upload more than fifteen minutes? */
  longUploads: boolean
  playlists: { id: string; title: string }[]
  categories: { id: string; title: string }[]
}

const untold: ChannelFacts = { uploads: '', longUploads: true, playlists: [], categories: [] }

export function channelOf(facts: AccountFacts): ChannelFacts {
  const told = facts.channel
  return typeof told === 'object' && told !== null ? { ...untold, ...told } : untold
}
