import { defineNetwork } from '../contract.ts'
import { edit, remove } from './change.ts'
import { composing } from './compose.ts'
import { connectWays } from './connect.ts'
import { health } from './health.ts'
import { inbox } from './inbox.ts'
import { metrics } from './metrics.ts'
import { moderate } from './moderate.ts'
import { ownPosts, profile } from './profile.ts'
import { publish } from './publish.ts'
import { readBack } from './read-back.ts'
import { search } from './search.ts'
import { stream } from './stream.ts'

const minutes = 60_000

export default defineNetwork({
  composing,
  authority: 'schema-verified',
  connect: connectWays,
  health,
  profile,
  /** https://docs.joinmastodon.org/api/rate-limits/ (read 2026-11-22). */
  rates: [
    { per: 'account', calls: 300, everyMs: 5 * minutes },
    { per: 'account', calls: 30, everyMs: 30 * minutes, what: 'upload' },
    { per: 'account', calls: 30, everyMs: 30 * minutes, what: 'remove' },
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
  stream,
})
