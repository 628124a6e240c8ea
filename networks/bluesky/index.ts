import { defineNetwork } from '../contract.ts'
import { appPassword } from './app-password.ts'
import composing from './compose.ts'
import { health } from './health.ts'
import { inbox } from './inbox.ts'
import { metrics } from './metrics.ts'
import { moderate } from './moderate.ts'
import { oauthWay } from './oauth.ts'
import { ownPosts, profile } from './profile.ts'
import { publish } from './publish.ts'
import { readBack } from './read-back.ts'
import { refresh } from './refresh.ts'
import { remove } from './remove.ts'
import { search } from './search.ts'
import { stream } from './stream.ts'

export default defineNetwork({
  composing,
  authority: 'verified against the real server',
  connect: [appPassword, oauthWay],
  health,
  profile,
  refresh,
  /** Points an hour and a day for one account: putting a record 2; a removal deletes the post and its two gates, 1 each (https://docs.bsky.app/docs/advanced-guides/rate-limits). */
  rates: [
    { per: 'account', calls: 5_000, everyMs: 3_600_000, costs: { publish: 2, remove: 3 } },
    { per: 'account', calls: 35_000, everyMs: 86_400_000, costs: { publish: 2, remove: 3 } },
  ],
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
