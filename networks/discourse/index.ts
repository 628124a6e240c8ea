import { defineNetwork } from '../contract.ts'
import { edit, remove } from './change.ts'
import { composing } from './compose.ts'
import { health, keyWay, profile } from './connect.ts'
import { inbox } from './inbox.ts'
import { metrics } from './metrics.ts'
import { moderate } from './moderate.ts'
import { ownPosts, search } from './own-posts.ts'
import { publish } from './publish.ts'
import { readBack } from './read-back.ts'
import { webhooks } from './webhooks.ts'

export default defineNetwork({
  composing,
  authority: 'documentation-verified',
  connect: [keyWay],
  health,
  profile,
  /** `max_admin_api_reqs_per_minute`: https://meta.discourse.org/t/available-settings-for-global-rate-limits-and-throttling/78612 (read 2026-11-22). */
  rates: [{ per: 'account', calls: 60, everyMs: 60_000 }],
  publish,
  readBack,
  ownPosts,
  remove,
  edit,
  inbox,
  moderate,
  metrics,
  search,
  webhooks,
})
