import { defineNetwork } from '../contract.ts'
import { edit, ownPosts, readBack, removableForMs, remove } from './change.ts'
import composing from './compose.ts'
import { botWay, health, profile } from './connect.ts'
import { botNamed, inbox } from './inbox.ts'
import { metrics } from './metrics.ts'
import { moderate } from './moderate.ts'
import { publish } from './publish.ts'
import { webhooks } from './webhooks.ts'

/** A bot in a channel or chat of MAX. */
export default defineNetwork({
  composing,
  authority: 'schema-verified',
  connect: [botWay],
  health,
  profile,
  /** https://dev.max.ru/docs-api (read 2026-11-22): 30 calls a second. */
  rates: [{ per: 'app', calls: 30, everyMs: 1000 }],
  appOf: botNamed,
  publish,
  readBack,
  ownPosts,
  remove,
  removableForMs,
  edit,
  inbox,
  moderate,
  metrics,
  webhooks,
})
