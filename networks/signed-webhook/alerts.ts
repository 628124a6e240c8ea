import type { Alerts } from '../contract.ts'
import { addressIn, addressWay } from './connect.ts'
import { send } from './send.ts'
import { keyOf } from './signature.ts'

/** An event `desk.alert` for each alert, signed as everything else: the receiver makes of it what it likes. */
export const alerts: Alerts = {
  help: 'signed-webhook.alerts.help',
  fields: addressWay.fields.filter((field) => field.key !== 'name'),
  send: async (fields, { id, event, brand, text, link, at }, wire) => {
    const url = addressIn(fields.url ?? '').href
    const secret = (fields.secret ?? '').trim()
    keyOf(secret)
    const data = { event, brand, text, link, at: at.toISOString() }
    // The receiver knows it again by its id: a lost answer does no harm.
    await send({ url, secret, ...wire }, { id, type: 'desk.alert', data })
  },
}
