import { defineNetwork } from '../contract.ts'
import { edit, remove } from './change.ts'
import { composing } from './compose.ts'
import { health, profile, tokenWay } from './connect.ts'
import { inbox } from './inbox.ts'
import { metrics } from './metrics.ts'
import { moderate } from './moderate.ts'
import { ownPosts, search } from './own-posts.ts'
import { publish } from './publish.ts'
import { readBack } from './read-back.ts'

export default defineNetwork({
  composing,
  authority: 'documentation-verified',
  connect: [tokenWay],
  health,
  profile,
  /** `postDelay` is ten seconds for ordinary members: https://github.com/NodeBB/NodeBB/blob/master/install/data/defaults.json (read 2026-11-22); a second more for the way there. */
  rates: [
    { per: 'account', calls: 120, everyMs: 60_000 },
    { per: 'account', calls: 1, everyMs: 11_000, what: 'publish' },
  ],
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
