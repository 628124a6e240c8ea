import { defineNetwork } from '../contract.ts'
import { health, profile, refresh } from './accounts.ts'
import { composing } from './compose.ts'
import { app, connectWays } from './connect.ts'
import { inbox, moderate, webhooks } from './inbox.ts'
import { metrics } from './metrics.ts'
import { ownPosts, readBack } from './posts.ts'
import { edit, publish, remove } from './publish.ts'

const day = 86_400_000

export default defineNetwork({
  composing,
  authority: 'documentation-verified',
  app,
  connect: connectWays,
  health,
  profile,
  refresh,
  /** Of a member and a day: the least that any resource used here allows; the console shows each. https://learn.microsoft.com/linkedin/shared/api-guide/concepts/rate-limits (read 2026-11-22). */
  rates: [
    { per: 'account', calls: 150, everyMs: day, what: 'publish', answers: false },
    { per: 'account', calls: 10_000, everyMs: day },
  ],
  publish,
  readBack,
  ownPosts,
  remove,
  edit,
  inbox,
  moderate,
  metrics,
  webhooks,
})
