import { defineNetwork } from '../contract.ts'
import { composing } from './compose.ts'
import { app, connectWays, health, refresh } from './connect.ts'
import { metrics, profile } from './metrics.ts'
import { edit, ownPosts, publish, readBack, remove } from './publish.ts'
import { inbox, moderate } from './reviews.ts'

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
   * https://developers.google.com/my-business/content/limits (read 2026-11-22): 300 calls a minute, ten edits a minute of one place.
   * A tenth is left for what people ask for by hand, and half of the edits for posts that are changed or taken down.
   */
  rates: [
    { per: 'app', calls: 270, everyMs: minute },
    { per: 'account', calls: 5, everyMs: minute, what: 'publish' },
  ],
  appOf: (account) => account.app.clientId ?? account.server,
  publish,
  readBack,
  ownPosts,
  remove,
  edit,
  inbox,
  moderate,
  metrics,
})
