import { defineNetwork } from '../contract.ts'
import { edit, remove } from './change.ts'
import { inbox } from './comments.ts'
import { composing } from './compose.ts'
import { connectWays, health, profile } from './connect.ts'
import { metrics } from './metrics.ts'
import { moderate } from './moderate.ts'
import { ownPosts, search } from './own-posts.ts'
import { publish } from './publish.ts'
import { readBack } from './read-back.ts'

export default defineNetwork({
  composing,
  authority: 'verified against the real server',
  connect: connectWays,
  health,
  profile,
  /** WordPress bounds nothing, hosts do: this is what a small shared host bears. */
  rates: [{ per: 'account', calls: 120, everyMs: 60_000 }],
  publish,
  readBack,
  ownPosts,
  remove,
  edit,
  inbox,
  moderate,
  metrics,
  search,
})
