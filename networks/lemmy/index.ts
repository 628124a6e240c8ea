import { defineNetwork } from '../contract.ts'
import { health, passwordWay, profile } from './account.ts'
import { edit, remove } from './change.ts'
import composing from './compose.ts'
import { inbox } from './inbox.ts'
import { metrics } from './metrics.ts'
import { moderate } from './moderate.ts'
import { publish } from './publish.ts'
import { ownPosts, readBack, search } from './read-back.ts'

/** An account of any instance, posting to communities of any other. */
export default defineNetwork({
  composing,
  authority: 'documentation-verified',
  connect: [passwordWay],
  health,
  profile,
  /** An instance's usual bounds: https://github.com/LemmyNet/lemmy crates/db_schema, local_site_rate_limit (read 2026-11-22). */
  rates: [
    { per: 'account', calls: 180, everyMs: 60_000 },
    { per: 'account', calls: 6, everyMs: 600_000, what: 'publish', answers: false },
    { per: 'account', calls: 6, everyMs: 600_000, what: 'answer' },
    { per: 'account', calls: 6, everyMs: 3_600_000, what: 'upload' },
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
