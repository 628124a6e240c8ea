import { randomBytes } from 'node:crypto'
import { GraphRefusal } from '../../families/graph-api/lab/refusals.ts'
import type { Listening } from '../../lab/after-opening.ts'
import type { Desk, HeardRow, NumberRow } from './line.ts'

/**
 * The app hears of the business from now on: at its own address, of which nothing is known here, or at another that is named and answers
 * as it is asked (https://developers.facebook.com/docs/whatsapp/embedded-signup/webhooks/override, read 2026-11-22).
 */
export async function subscribe(desk: Desk, id: string, given: Record<string, string>): Promise<void> {
  const { override_callback_uri: url = '', verify_token: word = '' } = given
  if (url !== '') await checkAddress(desk, url, word)
  const { since = desk.ground.now().toISOString() } = desk.store.get('subscribed', id) ?? {}
  desk.store.put('subscribed', id, { id, ...(url === '' ? {} : { url, since }) })
}

/** Outside of this machine nobody can be asked. */
async function checkAddress({ site }: Desk, url: string, word: string): Promise<void> {
  const isHere = site.reaches(url)
  if (url.length > 200 || !URL.canParse(url) || !(url.startsWith('https://') || isHere))
    throw new GraphRefusal(100, 'Invalid callback URI format')
  if (word === '') throw new GraphRefusal(100, 'The parameter verify_token is required.')
  if (!isHere) return
  const challenge = String(randomBytes(4).readUInt32BE())
  const query = { 'hub.mode': 'subscribe', 'hub.challenge': challenge, 'hub.verify_token': word }
  const thanks = await site.knock({ method: 'GET', url, query, headers: {}, body: Buffer.alloc(0) })
  if (thanks?.status === 200 && thanks.body === challenge) return
  const why = thanks ? `HTTP Status Code = ${thanks.status}` : 'no answer'
  throw new GraphRefusal(2200, `Callback verification failed with the following errors: ${why}`)
}

/** Of who is blocked nothing is told. */
export function tell({ store, site }: Desk, number: NumberRow, heard: HeardRow): void {
  const url = store.get('subscribed', number.business)?.url
  if (url && !store.get('blocked', `${number.id} ${heard.from}`)) site.deliver(heard.id, url)
}

export const listening = ({ store }: Desk): Listening[] =>
  store.all('numbers').flatMap(({ business, handle, locale }) => {
    const { url, since } = store.get('subscribed', business) ?? {}
    return url && since ? [{ account: handle, since, ...(locale ? { locale } : {}) }] : []
  })
