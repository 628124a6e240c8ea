import { defineNetwork } from '../contract.ts'
import { edit, remove } from './change.ts'
import composing from './compose.ts'
import { appWanted, keyWay, vkIdWay } from './connect.ts'
import { health } from './health.ts'
import { inbox } from './inbox.ts'
import { metrics } from './metrics.ts'
import { moderate } from './moderate.ts'
import { profile } from './profile.ts'
import { publish } from './publish.ts'
import { ownPosts, readBack } from './read-back.ts'
import { search } from './search.ts'
import { refresh } from './sign-in.ts'
import { webhooks } from './webhooks.ts'

const day = 86_400_000

/** A community: its wall by the sign-in of who manages it, its messages by its own key. */
export default defineNetwork({
  composing,
  authority: 'schema-verified',
  app: appWanted,
  connect: [vkIdWay, keyWay],
  health,
  profile,
  refresh,
  /** Three calls a second in a person's name; fifty posts a day on a wall. Both by other builders' reports, not documented. */
  rates: [
    { per: 'app', calls: 3, everyMs: 1000 },
    { per: 'account', calls: 50, everyMs: day, what: 'publish', answers: false },
  ],
  appOf: ({ server, remoteId, facts }) => `${server} ${facts.userId ?? remoteId}`,
  publish,
  readBack,
  ownPosts,
  remove,
  edit,
  inbox,
  moderate,
  metrics,
  search,
  webhooks,
})
