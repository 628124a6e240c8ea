import { defineNetwork } from '../contract.ts'
import { edit, ownPosts, readBack, remove } from './change.ts'
import { composing } from './compose.ts'
import { app, connectWays, health, refresh } from './connect.ts'
import { inbox } from './inbox.ts'
import { metrics, profile } from './metrics.ts'
import { moderate } from './moderate.ts'
import { publish } from './publish.ts'
import { search } from './search.ts'

const day = 86_400_000

export default defineNetwork({
  composing,
  authority: 'schema-verified',
  app,
  connect: connectWays,
  health,
  profile,
  refresh,
  /**
   * https://developers.google.com/youtube/v3/determine_quota_cost (read 2026-11-22): a hundred uploads a day, each of two steps
   * here, and 10,000 units for everything else; a write costs 50, a question 1, and of what follows an upload half are questions.
   */
  rates: [
    { per: 'app', calls: 200, everyMs: day, what: 'upload' },
    { per: 'app', calls: 10_000, everyMs: day, costs: { publish: 25, answer: 50, edit: 51, remove: 50, upload: 1 } },
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
  search,
  searches: { per: 'app', pages: 100, everyMs: day },
})
