import { defineNetwork } from '../contract.ts'
import { composing } from './compose.ts'
import { app, health, loginWay, profile, refresh, tokenWay } from './connect.ts'
import { inbox } from './inbox.ts'
import { metrics, moderate } from './metrics.ts'
import { publish } from './publish.ts'
import { ownPosts, readBack, remove } from './read-back.ts'
import { search } from './search.ts'
import { webhooks } from './webhooks.ts'

const day = 24 * 3_600_000

export default defineNetwork({
  composing,
  authority: 'schema-verified',
  app,
  connect: [loginWay, tokenWay],
  health,
  profile,
  refresh,
  /** https://developers.facebook.com/docs/threads/overview (read 2026-11-22): posts, answers and deletions in 24 hours. */
  rates: [
    { per: 'account', calls: 250, everyMs: day, what: 'publish', answers: false },
    { per: 'account', calls: 1000, everyMs: day, what: 'answer' },
    { per: 'account', calls: 100, everyMs: day, what: 'remove' },
    { per: 'account', calls: 4800, everyMs: day },
  ],
  publish,
  readBack,
  ownPosts,
  remove,
  inbox,
  moderate,
  metrics,
  search,
  searches: { per: 'account', pages: 2_200, everyMs: 86_400_000 },
  webhooks,
})
