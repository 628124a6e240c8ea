import { defineNetwork } from '../contract.ts'
import { edit, remove } from './change.ts'
import { composing } from './compose.ts'
import { app, health, loginWay, tokenWay } from './connect.ts'
import { inbox } from './inbox.ts'
import { metrics } from './metrics.ts'
import { moderate } from './moderate.ts'
import { profile } from './profile.ts'
import { publish } from './publish.ts'
import { ownPosts, readBack } from './read-back.ts'
import { webhooks } from './webhooks.ts'

const hour = 3_600_000

export default defineNetwork({
  composing,
  authority: 'schema-verified',
  app,
  connect: [loginWay, tokenWay],
  health,
  profile,
  /**
   * https://developers.facebook.com/docs/graph-api/overview/rate-limiting (read 2026-11-22): calls by a Page's token are counted for that Page, 4,800 a day
   * for each person who was busy with it; this is a Page of one. Headers correct it.
   */
  rates: [{ per: 'account', calls: 4800, everyMs: 24 * hour }],
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
