import { receiveDelivery } from '../modules/inbox/index.ts'
import { drawn } from '../modules/inbox/testing-talk.ts'
import { givenAccounts, givenBrand } from '../modules/publishing/testing.ts'
import type { NetworkedWorld } from '../networks/world.ts'
import { openDesk } from './desk.ts'
import { defineFigure, type Measured } from './figure.ts'
import { type Delivery, type Door, deliveryOf } from './inbox/deliveries.ts'

const deliveries = 100_000
const told = 40_000
const accounts = 8
const atOnce = 50
/** Nobody is called; the door only has to be proven. */
const nowhere = 'http://127.0.0.1:1'

export default defineFigure({
  id: 'inbox.integrity',
  about:
    '100,000 deliveries, shuffled and more than half of them doubled, 50 at once: what is there twice, lost or in two places',
  run: async (say) => {
    const desk = await openDesk(nowhere)
    try {
      const doors = await openDoors(desk.world)
      const stream = shuffledStream(doors)
      const began = performance.now()
      await deliverAll(desk.world, stream)
      const seconds = (performance.now() - began) / 1000
      say(
        `${deliveries} deliveries of ${told} things said in ${seconds.toFixed(0)} s: ${(deliveries / seconds).toFixed(0)} a second`,
      )
      const seen = await judge(desk.world, stream)
      say(`${seen.conversations} conversations; ${JSON.stringify(seen.wrong)}`)
      const value = Object.values(seen.wrong).reduce((sum, one) => sum + one, 0)
      return [{ id: 'inbox.integrity', value, unit: 'wrong', baseline: null, n: deliveries } satisfies Measured]
    } finally {
      await desk.close()
    }
  },
})

async function openDoors(world: NetworkedWorld): Promise<Door[]> {
  const { brandId } = await givenBrand(world)
  const given = Array.from({ length: accounts }, (_, n) => ({
    ...{ network: 'vk', server: nowhere, remoteId: String(100 + n), secrets: { hook: `secret of ${n}` } },
  }))
  const ids = await givenAccounts(world, brandId, given)
  return ids.map((accountId, n) => ({ accountId, group: 100 + n, secret: `secret of ${n}` }))
}

/** Everything at least once and in no order; the same every time. */
function shuffledStream(doors: Door[]): Delivery[] {
  const at = new Date()
  const random = drawn(7)
  const turns = Array.from({ length: deliveries }, (_, n) => (n < told ? n : Math.floor(random() * told)))
  return turns
    .map((n) => ({ n, place: random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ n }) => deliveryOf(n, doors, new Date(at.getTime() - (told - n) * 1_000)))
}

async function deliverAll(world: NetworkedWorld, stream: Delivery[]): Promise<void> {
  let next = 0
  const worker = async () => {
    for (let one = stream[next++]; one; one = stream[next++]) {
      const door = { network: 'vk', accountId: one.door.accountId }
      const url = `https://desk.example/webhooks/vk/${one.door.accountId}`
      const answer = await receiveDelivery(world, door, {
        ...{ method: 'POST', url, query: {}, headers: {}, body: Buffer.from(one.body) },
      })
      if (answer.status !== 200) throw new Error(`a delivery was answered ${answer.status}`)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
}

async function judge(world: NetworkedWorld, stream: Delivery[]) {
  const wanted = new Set(stream.map((one) => `${one.door.accountId} ${one.id}`)).size
  const count = async (query: string) =>
    (await world.pool.query<{ n: number }>(`select count(*)::integer as n from ${query}`)).rows[0]?.n ?? Number.NaN
  const kept = await count('interaction')
  const each = '(select account_id, remote_id from interaction group by 1, 2) once'
  const parted = `interaction child join interaction parent on parent.account_id = child.account_id and parent.remote_id = child.reply_to
    and parent.space = 'said' where child.conversation_id is distinct from parent.conversation_id`
  const miscounted = `conversation c where moved_to is null and count_in <> (select count(*) from interaction i
    where i.conversation_id = c.id and not i.own)`
  const wrong = {
    doubled: kept - (await count(each)),
    lost: wanted - (await count(each)),
    unplaced: await count('interaction where conversation_id is null'),
    parted: await count(parted),
    miscounted: await count(miscounted),
    twins: await count(`(select identity_id, account_id from conversation where kind = 'message' and moved_to is null
      group by 1, 2 having count(*) > 1) twin`),
  }
  return { wrong, conversations: await count('conversation where moved_to is null') }
}
