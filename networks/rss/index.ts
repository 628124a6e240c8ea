import { defineNetwork } from '../contract.ts'
import composing from './compose.ts'
import { addressWay, health, ownPosts, profile } from './connect.ts'

/** What any site tells by a feed: RSS, Atom, JSON Feed. It is read, never written. */
export default defineNetwork({
  composing,
  authority: 'documentation-verified',
  connect: [addressWay],
  health,
  profile,
  rates: [{ per: 'account', calls: 12, everyMs: 3_600_000 }],
  ownPosts,
})
