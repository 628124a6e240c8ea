import { defineNetwork } from '../contract.ts'
import { alerts } from './alerts.ts'
import composing from './compose.ts'
import { addressWay, health } from './connect.ts'
import { edit, publish, remove } from './publish.ts'

/** Any other place: posts go as signed events to an address, by the rules of Standard Webhooks. */
export default defineNetwork({
  composing,
  authority: 'documentation-verified',
  connect: [addressWay],
  health,
  rates: [{ per: 'account', calls: 60, everyMs: 60_000 }],
  publish,
  edit,
  remove,
  alerts,
})
