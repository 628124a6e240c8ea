import { defineNetwork } from '../contract.ts'
import { composing } from './compose.ts'
import { app, connectWays, health, profile, refresh } from './connect.ts'
import { inbox, metrics, moderate } from './inbox.ts'
import { ownPosts, readBack, search } from './posts.ts'
import { edit, publish, remove } from './publish.ts'

const hour = 3_600_000

export default defineNetwork({
  composing,
  authority: 'documentation-verified',
  app,
  connect: connectWays,
  health,
  profile,
  refresh,
  /** https://github.com/tumblr/docs api.md "Rate Limits" (read 2026-11-22); the last two bind all blogs of the desk's app. */
  rates: [
    { per: 'account', calls: 250, everyMs: 24 * hour, what: 'publish' },
    { per: 'app', calls: 1000, everyMs: hour },
    { per: 'app', calls: 5000, everyMs: 24 * hour },
  ],
  publish,
  readBack,
  ownPosts,
  remove,
  edit,
  inbox,
  moderate,
  metrics,
  search,
  searchesBy: 'tags',
})
