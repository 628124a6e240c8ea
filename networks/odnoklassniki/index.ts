import { defineNetwork } from '../contract.ts'
import { edit, ownPosts, readBack, remove } from './change.ts'
import composing from './compose.ts'
import { appWanted, keyWay, signInWay } from './connect.ts'
import { health, profile } from './groups.ts'
import { inbox } from './inbox.ts'
import { metrics } from './metrics.ts'
import { publish } from './publish.ts'
import { refresh } from './sign-in.ts'
import { webhooks } from './webhooks.ts'

/** A group: its topics by the sign-in of who manages it, its messages by its own key. */
export default defineNetwork({
  composing,
  authority: 'documentation-verified',
  app: appWanted,
  connect: [signInWay, keyWay],
  health,
  profile,
  refresh,
  /** No number is documented; builders report floods (8) beyond ten calls a second. */
  rates: [
    { per: 'app', calls: 8, everyMs: 1000 },
    { per: 'account', calls: 200, everyMs: 86_400_000, what: 'publish', answers: false },
  ],
  publish,
  readBack,
  ownPosts,
  remove,
  edit,
  inbox,
  metrics,
  webhooks,
})
