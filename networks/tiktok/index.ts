import { defineNetwork } from '../contract.ts'
import { composing } from './compose.ts'
import { app, connectWays, health, profile, refresh } from './connect.ts'
import { publish } from './publish.ts'
import { metrics, ownPosts, readBack } from './videos.ts'

const minute = 60_000

export default defineNetwork({
  composing,
  authority: 'documentation-verified',
  app,
  connect: connectWays,
  health,
  profile,
  refresh,
  /**
   * https://developers.tiktok.com/doc/content-posting-api-reference-direct-post, …/tiktok-api-v2-rate-limit (read 2026-11-22): six
   * containers a minute for one account, each of two steps before and two after its post here; 30 questions a minute of how they stand.
   */
  rates: [
    { per: 'account', calls: 12, everyMs: minute, what: 'upload' },
    { per: 'account', calls: 12, everyMs: minute, what: 'publish' },
    { per: 'app', calls: 600, everyMs: minute },
  ],
  appOf: (account) => account.app.clientKey ?? account.server,
  publish,
  readBack,
  ownPosts,
  metrics,
})
