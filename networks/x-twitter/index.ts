import { defineNetwork } from '../contract.ts'
import { composing } from './compose.ts'
import { app, connectWays, health, profile, refresh } from './connect.ts'
import { inbox } from './inbox.ts'
import { moderate } from './moderate.ts'
import { publish, remove } from './publish.ts'
import { metrics, ownPosts, readBack, search } from './reading.ts'
import { stream } from './stream.ts'
import { webhooks } from './webhooks.ts'

const window = 15 * 60_000

export default defineNetwork({
  composing,
  authority: 'schema-verified',
  app,
  connect: connectWays,
  health,
  profile,
  refresh,
  /** Per user and quarter of an hour: https://docs.x.com/x-api/fundamentals/rate-limits (read 2026-11-22). */
  rates: [
    { per: 'account', calls: 100, everyMs: window, what: 'publish' },
    { per: 'account', calls: 50, everyMs: window, what: 'remove' },
    { per: 'account', calls: 500, everyMs: window, what: 'upload' },
    { per: 'account', calls: 300, everyMs: window },
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
  webhooks,
})
