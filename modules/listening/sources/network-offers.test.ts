import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type DeskWorld, deskWorld, givenAccount, givenBrand } from '../../brand/testing-desk.ts'
import { hearNetwork, networkOffers } from './desk/network-offers.ts'

let world: DeskWorld
before(async () => {
  world = await deskWorld()
})
after(() => world.close())

test('a brand is offered what its accounts can search and hear, each once, and what anybody may hear', async () => {
  const { brandId, owner } = await givenBrand(world)
  const searching = world.networks.all.filter((one) => one.search).map((one) => one.composing.id)
  const open = world.networks.all.filter((one) => one.stream?.openServers?.length)
  assert.ok(searching.length > 3 && open.length > 0)
  for (const network of searching) await givenAccount(world, brandId, { network, server: `https://${network}.example` })
  const { items } = await networkOffers(world, brandId)
  assert.deepEqual(
    items
      .filter(({ kind }) => kind === 'search')
      .map(({ network }) => network)
      .sort(),
    searching.sort(),
  )
  assert.ok(items.filter(({ account }) => account === null).length <= open.length)
  assert.ok(items.every(({ sourceId }) => sourceId === null))
  const [first] = items
  assert.ok(first)
  const wanted = { kind: first.kind, network: first.network, accountId: first.account?.id ?? null, daily: 500 }
  const sourceId = await hearNetwork(world, owner, brandId, wanted)
  assert.equal(await hearNetwork(world, owner, brandId, wanted), sourceId)
  const heard = (await networkOffers(world, brandId)).items.filter((one) => one.sourceId !== null)
  assert.deepEqual(
    heard.map(({ sourceId: of }) => of),
    [sourceId],
  )
})

test('what is not offered cannot be heard', async () => {
  const { brandId, owner } = await givenBrand(world)
  const wanted = { kind: 'search' as const, network: 'nowhere', accountId: null, daily: null }
  await assert.rejects(hearNetwork(world, owner, brandId, wanted), { status: 422 })
})
