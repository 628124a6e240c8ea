import { defineNetwork } from '../contract.ts'
import { composing } from './compose.ts'
import { app, connectWays, health, profile, refresh } from './connect.ts'
import { metrics, ownPosts, readBack, search } from './pins.ts'
import { edit, publish, remove } from './publish.ts'

const minute = 60_000

export default defineNetwork({
  composing,
  authority: 'schema-verified',
  app,
  connect: connectWays,
  health,
  profile,
  refresh,
  /** Per user of an app: https://developers.pinterest.com/docs/reference/rate-limits/ (read 2026-11-22). */
  rates: [
    { per: 'account', calls: 100, everyMs: minute, what: 'publish' },
    { per: 'account', calls: 100, everyMs: minute, what: 'remove' },
    { per: 'account', calls: 1000, everyMs: minute },
  ],
  publish,
  readBack,
  ownPosts,
  remove,
  edit,
  metrics,
  search,
})
