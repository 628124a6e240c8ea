import type { Call, Interaction } from '../contract.ts'
import { ask, wireOf } from './client.ts'
import { heardMessage } from './heard.ts'
import type { Message, People } from './objects.ts'

type Conversations = { items: { last_message?: Message }[] } & People
const fields = ['screen_name', 'photo_100']

/**
 * Messages after the newest one read, up to the newest one that stood when the conversations were listed: what arrives
 * meanwhile is left for the next time, so that nothing is passed over. The first time only each conversation's last one is read.
 */
export async function pollMessages(call: Call, after: number): Promise<{ items: Interaction[]; last: number }> {
  const wire = wireOf(call)
  const params = { count: 50, extended: true, fields }
  const listed = await ask<Conversations>(wire, { method: 'messages.getConversations', params, as: 'community' })
  const newest = listed.items.flatMap(({ last_message: message }) => (message && message.id > after ? [message] : []))
  const last = Math.max(after, ...newest.map((one) => one.id))
  if (after === 0) return { items: newest.map((one) => heardMessage(one, listed)), last }
  const items: Interaction[] = []
  for (const { peer_id: peer } of newest) {
    const asked = { peer_id: peer, count: 200, extended: true, fields }
    const page = await ask<{ items: Message[] } & People>(wire, {
      method: 'messages.getHistory',
      params: asked,
      as: 'community',
    })
    const fresh = page.items.filter((one) => one.id > after && one.id <= last)
    items.push(...fresh.map((one) => heardMessage(one, page)))
  }
  return { items, last }
}
