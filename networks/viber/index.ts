import { defineNetwork } from '../contract.ts'
import composing from './compose.ts'
import { accountNow, botWay, channelWay, health, profile } from './connect.ts'
import { inbox } from './inbox.ts'
import { publish } from './publish.ts'
import { webhooks } from './webhooks.ts'

/** Channels are posted to and hear nobody; bots hear and answer, and post to nobody. */
export default defineNetwork({
  composing,
  authority: 'documentation-verified',
  connect: [channelWay, botWay],
  health,
  profile,
  /** "500 requests per 10 seconds" (broadcasts, creators.viber.com, read 2026-11-22); nothing is told of posts. */
  rates: [{ per: 'app', calls: 500, everyMs: 10_000 }],
  appOf: ({ server, remoteId }) => `${server} ${remoteId}`,
  publish,
  inbox,
  metrics: {
    account: async (call) => {
      const { subscribers_count: followers } = await accountNow(call)
      return followers === undefined ? {} : { followers }
    },
  },
  webhooks,
})
