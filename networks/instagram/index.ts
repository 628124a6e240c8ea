import { defineNetwork } from '../contract.ts'
import { composing } from './compose.ts'
import { app, directWay, pageWay, refresh, tokenWay } from './connect.ts'
import { inbox } from './inbox.ts'
import { health, profile } from './me.ts'
import { metrics } from './metrics.ts'
import { moderate } from './moderate.ts'
import { publish } from './publish.ts'
import { ownPosts, readBack } from './read-back.ts'
import { remove } from './remove.ts'
import { search } from './search.ts'
import { webhooks } from './webhooks.ts'

const hour = 3_600_000

/** What stands cannot be changed over the API; only over a page can it be removed. */
export default defineNetwork({
  composing,
  authority: 'schema-verified',
  app,
  connect: [directWay, pageWay, tokenWay],
  health,
  profile,
  refresh,
  /** https://developers.facebook.com/docs/instagram-platform/content-publishing, …/docs/graph-api/overview/rate-limiting (read 2026-11-22). */
  rates: [
    { per: 'app', calls: 200, everyMs: hour },
    { per: 'account', calls: 100, everyMs: 24 * hour, what: 'publish', answers: false },
    { per: 'account', calls: 400, everyMs: 24 * hour, what: 'upload' },
  ],
  publish,
  readBack,
  ownPosts,
  remove,
  inbox,
  moderate,
  metrics,
  search,
  searches: { per: 'account', pages: 30, everyMs: 7 * 86_400_000, of: 'terms' },
  searchesBy: 'tags',
  webhooks,
})
