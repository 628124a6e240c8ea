import { defineNetwork } from '../contract.ts'
import { edit, remove } from './change.ts'
import composing from './compose.ts'
import { botWay, health } from './connect.ts'
import { inbox } from './inbox.ts'
import { metrics } from './metrics.ts'
import { moderate } from './moderate.ts'
import { profile } from './profile.ts'
import { publish } from './publish.ts'
import { readBack } from './read-back.ts'
import { ownPosts, search } from './search.ts'

/** A bot of the brand's own in its servers. What people say reaches it by asking: the network's webhooks carry no messages. */
export default defineNetwork({
  composing,
  authority: 'schema-verified',
  connect: [botWay],
  health,
  profile,
  appOf: ({ facts }) => String(facts.botId ?? ''),
  /** https://docs.discord.com/developers/topics/rate-limits (read 2026-11-22); a channel's own numbers come with each answer. */
  rates: [
    { per: 'app', calls: 50, everyMs: 1000 },
    { per: 'account', calls: 5, everyMs: 5000, what: 'publish' },
    { per: 'account', calls: 5, everyMs: 1000, what: 'remove' },
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
})
