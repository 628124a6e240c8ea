import { deepEqual, equal, ok } from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { listenToThoseDue } from '../../modules/inbox/listen.ts'
import { findLabNetworks } from '../../networks/lab/discover.ts'
import { type Lab, startLab } from '../../networks/lab/lab.ts'
import { loadNetworks } from '../../networks/registry.ts'
import { loadModules } from '../load-modules.ts'
import { type Person, type ServedDesk, serveDesk } from './testing.ts'

type Opened = { accounts: { id: string; handle: string }[] }
type Page = { items: { accountId: string; text: string; kind: string }[] }

suite('What people write on the practice networks', () => {
  let desk: ServedDesk
  let lab: Lab
  let owner: Person
  before(async () => {
    lab = await startLab({ networks: await findLabNetworks(), people: 'quiet' })
    desk = await serveDesk({
      ...{ modules: await loadModules(), networks: (await loadNetworks()).all, practice: lab },
      ...{ config: { practice: true }, allowOrigins: () => [lab.origin] },
    })
    owner = await desk.owner()
  })
  after(async () => {
    await desk.close()
    await lab.close()
  })

  test('a private message is heard by asking, once, wherever one can be asked for', async () => {
    const brandId = await desk.brand('Heard')
    const written = new Map<string, string>()
    for (const { composing, inbox } of desk.world.networks.all) {
      const { id } = composing
      if (!inbox?.poll || !inbox.kinds.includes('message') || !desk.world.practice?.offers(id)) continue
      const path = `/api/brands/${brandId}/accounts/practice`
      const { status, body } = await desk.ask<Opened>('POST', path, { as: owner, body: { network: id } })
      equal(status, 200, id)
      const [account] = body.accounts
      ok(account, id)
      const row = await desk.world.db
        .selectFrom('account')
        .select('practiceAs')
        .where('id', '=', account.id)
        .executeTakeFirstOrThrow()
      const { message } = lab.network(id)
      if (!message) continue
      await message(row.practiceAs ?? '', `Do you deliver to ${id}?`)
      written.set(account.id, `Do you deliver to ${id}?`)
    }
    ok(written.size > 3)
    await listenToThoseDue(desk.world)
    desk.world.clock.moveBy(61_000)
    await listenToThoseDue(desk.world)
    const { body } = await desk.ask<Page>('GET', `/api/brands/${brandId}/interactions?limit=200`, { as: owner })
    for (const [accountId, text] of written) {
      const found = body.items.filter((one) => one.accountId === accountId && one.text.includes(text))
      deepEqual(
        found.map((one) => one.kind),
        ['message'],
        text,
      )
    }
  })
})
