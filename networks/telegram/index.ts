import { defineNetwork } from '../contract.ts'
import { alerts } from './alerts.ts'
import { ask, botOf, chatOf } from './client.ts'
import composing from './compose.ts'
import { botWay, health } from './connect.ts'
import { edit } from './edit.ts'
import { inbox } from './inbox.ts'
import { moderate } from './moderate.ts'
import { profile } from './profile.ts'
import { publish } from './publish.ts'
import { removableForMs, remove } from './remove.ts'
import { webhooks } from './webhooks.ts'

/** A bot in a channel or group. It cannot read posts back, nor learn how often they were seen: the Bot API tells neither. */
export default defineNetwork({
  composing,
  authority: 'schema-verified',
  connect: [botWay],
  health,
  profile,
  appOf: ({ secrets }) => secrets.token?.split(':')[0] ?? '',
  rates: [
    { per: 'app', calls: 30, everyMs: 1000, what: 'publish' },
    { per: 'account', calls: 20, everyMs: 60_000, what: 'publish' },
  ],
  publish,
  remove,
  removableForMs,
  edit,
  inbox,
  moderate,
  metrics: {
    account: async (call) => ({
      followers: await ask<number>(botOf(call), {
        method: 'getChatMemberCount',
        params: { chat_id: chatOf(call.account) },
      }),
    }),
  },
  webhooks,
  alerts,
})
