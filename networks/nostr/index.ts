import { defineNetwork } from '../contract.ts'
import { health, keyWay, newWay, profile } from './account.ts'
import composing from './compose.ts'
import { inbox } from './inbox.ts'
import { metrics } from './metrics.ts'
import { moderate } from './moderate.ts'
import { publish } from './publish.ts'
import { ownPosts, readBack, search } from './read-back.ts'
import { remove } from './remove.ts'
import { stream } from './stream.ts'

/** A key and the relays it speaks through. What was signed cannot be changed, and to remove it is only a request. */
export default defineNetwork({
  composing,
  authority: 'verified against the real server',
  connect: [keyWay, newWay],
  health,
  profile,
  /** Relays bound each in their own way; most let through a note every few seconds. */
  rates: [{ per: 'account', calls: 30, everyMs: 60_000, what: 'publish' }],
  publish,
  readBack,
  ownPosts,
  remove,
  inbox,
  moderate,
  metrics,
  search,
  stream,
})
