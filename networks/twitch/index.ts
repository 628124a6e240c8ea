import { defineNetwork } from '../contract.ts'
import { composing } from './compose.ts'
import { app, connectWays, health, metrics, profile, refresh } from './connect.ts'
import { webhooks } from './deliveries.ts'
import { inbox, moderate } from './inbox.ts'
import { publish } from './publish.ts'

const minute = 60_000

export default defineNetwork({
  composing,
  authority: 'schema-verified',
  app,
  connect: connectWays,
  health,
  profile,
  refresh,
  /** https://dev.twitch.tv/docs/api/guide/#twitch-rate-limits, https://dev.twitch.tv/docs/chat/#rate-limits (read 2026-11-22): an announcement every two seconds. */
  rates: [
    { per: 'account', calls: 15, everyMs: minute / 2, what: 'publish' },
    { per: 'account', calls: 800, everyMs: minute },
  ],
  publish,
  inbox,
  moderate,
  metrics,
  webhooks,
})
