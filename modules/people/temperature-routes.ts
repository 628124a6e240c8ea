import { z } from 'zod'
import { inTransaction } from '../../kernel/db/connect.ts'
import { announce } from '../../kernel/events.ts'
import { badField } from '../../kernel/failure.ts'
import { storable } from '../../kernel/storable.ts'
import type { World } from '../../kernel/world.ts'
import type { NetworkedWorld } from '../../networks/world.ts'
import { Id } from '../team/api.ts'
import { type Caller, type Route, recordAct, route } from '../team/index.ts'
import { SetTemperatureWindows, Temperatures, TemperatureWindows } from './api.ts'
import { measureStays, neededToPropose, windowProposedBy } from './measure-stays.ts'
import { countByTemperature, salesByTemperature } from './store.ts'
import type { Window } from './temperature.ts'
import { keepWindows, windowsOf } from './windows.ts'

const tag = 'People'
const OfBrand = z.object({ brandId: Id })
const reads = { kind: 'brand', role: 'viewer' } as const
const path = '/api/brands/:brandId/people'

export const temperatureRoutes: Route<NetworkedWorld>[] = [
  route({
    ...{ method: 'GET', path: `${path}/temperatures`, tag, access: reads },
    summary: 'How many are warm, cooling and cold, and how much was sold to each',
    params: OfBrand,
    answer: Temperatures,
    handle: ({ world, params }) => temperaturesOf(world, params.brandId),
  }),
  route({
    ...{ method: 'GET', path: `${path}/windows`, tag, access: reads },
    summary: 'How long people stay warm after a contact, by topic, and what activity proposes',
    params: OfBrand,
    answer: TemperatureWindows,
    handle: ({ world, params }) => windowsWithProposals(world, params.brandId),
  }),
  route({
    ...{ method: 'PUT', path: `${path}/windows`, tag, access: { kind: 'brand', role: 'manager' } },
    summary: 'Set how long people stay warm; without one for all others the usual one stands',
    params: OfBrand,
    body: SetTemperatureWindows,
    answer: TemperatureWindows,
    handle: async ({ world, caller, params, body }) => {
      await setWindows(world, caller, params.brandId, body.items)
      return windowsWithProposals(world, params.brandId)
    },
  }),
]

/** Said in the trade: four of five sales come from those who are warm. Beside it stands what was measured. */
const ruleOfThumb = { warm: 0.8, others: 0.2 }

async function temperaturesOf({ db, clock }: World, brandId: string): Promise<z.input<typeof Temperatures>> {
  const windows = await windowsOf(db, brandId)
  const [people, sold] = await Promise.all([
    countByTemperature(db, brandId, { windows, now: clock.now() }),
    salesByTemperature(db, brandId),
  ])
  const sales = sold.warm + sold.cooling + sold.cold
  const shares = { warm: sold.warm / sales, cooling: sold.cooling / sales, cold: sold.cold / sales }
  return { people, sales, shares: sales > 0 ? shares : null, ruleOfThumb }
}

async function windowsWithProposals(
  { db, clock }: World,
  brandId: string,
): Promise<z.input<typeof TemperatureWindows>> {
  const windows = await windowsOf(db, brandId)
  const topics = windows.map(({ topic }) => topic)
  const stays = await measureStays(db, brandId, topics, clock.now())
  const enough = stays.filter(({ people }) => people >= neededToPropose)
  return {
    items: windows,
    proposed: enough.map((stay) => ({ ...windowProposedBy(stay), people: stay.people })),
    needed: neededToPropose,
    returned: stays.reduce((sum, { people }) => sum + people, 0),
  }
}

async function setWindows(world: World, caller: Caller, brandId: string, given: Window[]): Promise<void> {
  const windows = storable(given)
  for (const [place, { topic }] of windows.entries())
    if (windows.findIndex((one) => one.topic === topic) < place)
      throw badField(`items.${place}.topic`, 'people.topicTwice')
  await inTransaction(world.db, async (tx) => {
    await keepWindows(tx, brandId, windows)
    const at = world.clock.now()
    await recordAct(tx, { by: caller, name: 'windows.changed', brandId, details: { items: windows }, at })
    await announce(tx, 'windows.changed', {}, { brandId })
  })
}
