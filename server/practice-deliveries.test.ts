import { deepEqual, equal, ok } from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { deliverEvents, registerListeners } from '../kernel/listen.ts'
import type { Running } from '../kernel/module.ts'
import { until } from '../kernel/testing.ts'
import { withFreshAccount } from '../modules/brand/index.ts'
import { startWorker } from '../modules/publishing/index.ts'
import { findLabNetworks } from '../networks/lab/discover.ts'
import { type Lab, startLab } from '../networks/lab/lab.ts'
import { loadNetworks } from '../networks/registry.ts'
import { type Person, type ServedDesk, serveDesk } from './http/testing.ts'
import { type DeskModule, loadModules } from './load-modules.ts'

type Account = { id: string; kind: string; health: { deliveries: { refusal: string | null } | null } }
type Heard = { id: string; text: string; author: { name: string } }
type Entry = { entry: string; said?: Heard }

const publicUrl = 'https://desk.example.org'
const nobodyThere = 'http://127.0.0.1:9'
const minute = 60_000

suite('On the practice network people who are heard only by deliveries', () => {
  let lab: Lab
  let desk: ServedDesk
  let boss: Person
  let modules: DeskModule[]
  let running: Running[] = []
  let isUp = true
  before(async () => {
    const networks = await loadNetworks()
    // Those who are heard by deliveries, whatever they are called.
    const deaf = networks.all.filter(
      ({ inbox, webhooks }) => webhooks?.subscribe && (inbox?.poll === undefined || webhooks.tellsMore),
    )
    const ids = deaf.map((one) => one.composing.id)
    ok(ids.length >= 3, `only ${ids}`)
    lab = await startLab({
      networks: (await findLabNetworks()).filter((one) => ids.includes(one.id)),
      people: 'sociable',
      standsAt: (url) =>
        url.startsWith(publicUrl) ? url.replace(publicUrl, isUp ? desk.address : nobodyThere) : undefined,
    })
    modules = await loadModules()
    desk = await serveDesk({
      ...{ modules, networks: deaf, practice: lab, config: { practice: true, publicUrl } },
      allowOrigins: () => [lab.origin],
    })
    boss = await desk.owner()
    const listeners = modules.flatMap((one) => one.listeners ?? []).filter((one) => one.name.startsWith('inbox.'))
    await registerListeners(
      desk.world.db,
      listeners.map((one) => one.name),
    )
    running = [
      deliverEvents(desk.world, listeners),
      startWorker(desk.world, { withAccount: (id, act) => withFreshAccount(desk.world, id, act), agreeing: false }),
    ]
  })
  after(async () => {
    for (const one of running) await one.stop()
    await desk.close()
    await lab.close()
  })

  const move = (ms: number) => {
    lab.clock.moveBy(ms)
    desk.world.clock.moveBy(ms)
  }
  const asked = async <T>(method: string, path: string, body?: object): Promise<T> => {
    const answer = await desk.ask<T>(method, path, { as: boss, ...(body ? { body } : {}) })
    ok(answer.status < 300, `${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`)
    return answer.body
  }
  /** A brand with practice accounts of a network, asked for as the desk does by itself every five seconds. */
  const connected = async (network: string) => {
    const brandId = await desk.brand(`Brand on ${network}`)
    const under = `/api/brands/${brandId}`
    await asked('POST', `${under}/accounts/practice`, { network })
    await modules
      .flatMap((one) => one.jobs ?? [])
      .find((one) => one.name === 'brand.ask-for-deliveries')
      ?.handle(desk.world, {})
    await asked('PUT', `${under}/inbox-settings`, { undoSeconds: 0, approveAuthors: false })
    const accounts = (await asked<{ items: Account[] }>('GET', `${under}/accounts`)).items
    const handle = async () => lab.network(network).listening?.().at(-1)?.account ?? ''
    await until(async () => (await handle()) !== '')
    return { brandId, under, accounts, handle: await handle() }
  }
  const heardIn = async (brandId: string) =>
    (await asked<{ items: Heard[] }>('GET', `/api/brands/${brandId}/interactions?limit=200`)).items
  const here = async () => (await loadNetworks()).all.filter((one) => lab.offers(one.composing.id))
  const answer = async ({ brandId, under }: { brandId: string; under: string }, beginning: string) => {
    const { items } = await asked<{ items: { id: string }[] }>('GET', `/api/inbox?brands=${brandId}&limit=100`)
    for (const { id } of items) {
      const path = `${under}/conversations/${id}`
      const { items: entries } = await asked<{ items: Entry[] }>('GET', `${path}/timeline`)
      const to = entries.find(({ said }) => said?.text.startsWith(beginning))?.said
      const way = (await asked<{ answering: { way: string }[] }>('GET', path)).answering[0]?.way
      if (to)
        await asked('POST', `${path}/replies`, {
          to: to.id,
          way,
          text: 'The one with the blue label, it came on Tuesday.',
        })
    }
  }

  test('write by themselves soon after the account was connected', async () => {
    for (const { composing } of await here()) {
      const { brandId, accounts } = await connected(composing.id)
      deepEqual(
        accounts.map((one) => one.health.deliveries?.refusal),
        accounts.map(() => null),
      )
      move(10 * minute)
      await until(async () => (await heardIn(brandId)).length >= 3)
      equal(lab.undelivered().length, 0)
    }
  })

  test('write to accounts that are connected again the way they were', async () => {
    for (const { composing } of await here()) {
      const { under, accounts } = await connected(composing.id)
      for (const { id, kind } of accounts) {
        const body = { network: composing.id, accountId: id }
        const { accounts: again } = await asked<{ accounts: Account[] }>('POST', `${under}/accounts/practice`, body)
        deepEqual(
          again.map((one) => [one.id, one.kind]),
          [[id, kind]],
        )
      }
    }
  })

  test('are heard once and in order, also what they said while the desk was away and what was told twice', async () => {
    for (const { composing } of await here()) {
      const network = lab.network(composing.id)
      const at = await connected(composing.id)
      const ask = async (text: string, person = lab.people.regulars[0]) =>
        network.message?.(at.handle, text, { person })
      const told = async () =>
        (await heardIn(at.brandId)).map((one) => one.text).filter((text) => text.startsWith('At '))
      isUp = false
      const ids = [await ask('At one?'), await ask('At two?', lab.people.regulars[7])]
      await lab.catchUp(composing.id)
      const owed = lab.undelivered().filter((one) => ids.includes(one.id))
      equal(owed.length, 2)
      isUp = true
      move(3_000)
      await lab.catchUp(composing.id)
      await until(async () => (await told()).length === 2)
      for (const { id, url } of owed) {
        const again = await network.delivery?.(id, url)
        ok(again)
        const sent = { method: again.method, headers: again.headers, body: new Uint8Array(again.body) }
        equal((await fetch(url.replace(publicUrl, desk.address), sent)).status, 200)
        const forged = { ...sent, body: new Uint8Array(Buffer.from(again.body.toString().replace('At ', 'Am '))) }
        equal((await fetch(url.replace(publicUrl, desk.address), forged)).status, 403)
      }
      deepEqual((await told()).sort(), ['At one?', 'At two?'])
    }
  })

  test('answer back when they were answered', async () => {
    for (const { composing } of await here()) {
      const at = await connected(composing.id)
      const people = lab.people.regulars.slice(20, 26)
      for (const [index, person] of people.entries())
        await lab.network(composing.id).message?.(at.handle, `Which roast is number ${index}?`, { person })
      const questions = async () => (await heardIn(at.brandId)).filter((one) => one.text.startsWith('Which roast'))
      await until(async () => (await questions()).length === people.length)
      const before = lab.ledger.entries.length
      await answer(at, 'Which roast')
      await until(
        () => lab.ledger.entries.filter((one) => one.n > before && one.account === at.handle).length === people.length,
      )
      move(3 * minute)
      await until(async () => {
        const said = Map.groupBy(await heardIn(at.brandId), (one) => one.author.name)
        return people.filter(({ name }) => (said.get(name)?.length ?? 0) > 1).length >= 2
      })
    }
  })
})
