import { defineNetwork } from '../contract.ts'
import { composing } from './compose.ts'
import { app, health, profile, tokenWay } from './connect.ts'
import { inbox, moderate } from './inbox.ts'
import { webhooks } from './webhooks.ts'

/** A number that people write to. There is nothing public to post, and nothing to ask for: messages arrive by deliveries. */
export default defineNetwork({
  composing,
  authority: 'schema-verified',
  app,
  connect: [tokenWay],
  health,
  profile,
  /** https://developers.facebook.com/docs/whatsapp/cloud-api/overview#throughput (read 2026-11-22): 80 messages a second for each number, 6 seconds apart to one person. */
  rates: [{ per: 'account', calls: 80, everyMs: 1000 }],
  inbox,
  moderate,
  webhooks,
})
