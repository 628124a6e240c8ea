import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { movableClock } from '../../../kernel/clock.ts'
import { until } from '../../../kernel/testing.ts'
import { defineLabNetwork, startLab } from '../lab.ts'
import type { LabSite } from '../network.ts'
import { isPost, type TownEvent, type TownPost } from './post.ts'

const start = new Date('2027-03-01T10:00:00Z')
const hourMs = 3_600_000
const roastery = { name: 'Зернятко', handle: 'zerniatko1f', locale: 'uk' }

/** A network on which nothing can be done but to open an account. */
const plainNetwork = (id: string, sites: Map<string, LabSite>) =>
  defineLabNetwork({
    id,
    mount: (site) => {
      sites.set(id, site)
      return {
        openAccount: async () => ({ way: 'none', fields: {} }),
        accountOf: () => undefined,
        expireToken: () => {},
        tooMany: () => ({ status: 429 }),
        broken: (status) => ({ status }),
      }
    },
  })

async function withLab(
  act: (
    lab: Awaited<ReturnType<typeof startLab>>,
    town: (id?: string) => NonNullable<LabSite['town']>,
  ) => Promise<void>,
  options: { journal?: string; clock?: ReturnType<typeof movableClock>; town?: boolean } = {},
) {
  const sites = new Map<string, LabSite>()
  const clock = options.clock ?? movableClock(start)
  const networks = ['square', 'market'].map((id) => plainNetwork(id, sites))
  const lab = await startLab({ networks, people: 'quiet', town: true, ...options, clock })
  const town = (id = 'square') => {
    const found = sites.get(id)?.town
    assert.ok(found, `there is no town on ${id}`)
    return found
  }
  try {
    await act(lab, town)
  } finally {
    await lab.close()
  }
}

test('a lab has no town unless it was asked for', async () => {
  await withLab(async (_lab, town) => assert.throws(() => town(), /no town/), { town: false })
})

test('nobody talks until an account of a brand is opened; then it is as if they had for hours', async () => {
  await withLab(async (lab, town) => {
    assert.deepEqual(town().recent(), [])
    await lab.openAccount('square', roastery)
    const posts = town().recent()
    assert.ok(posts.length > 1_000 && posts.every((one) => one.at > new Date(+start - 3.1 * hourMs) && one.at <= start))
    const about = posts.filter((one) => one.about === 'Зернятко')
    assert.ok(about.length > 100)
    assert.ok(about.some((one) => one.text.includes('Зернятко')))
  })
})

test('talk goes on with the clock, a few posts a minute, and what is old is forgotten', async () => {
  await withLab(async (lab, town) => {
    await lab.openAccount('square', roastery)
    const [first] = town().recent()
    lab.clock.moveBy(10 * 60_000)
    const fresh = town().since(start).filter(isPost)
    assert.ok(fresh.length > 60 && fresh.length < 450, String(fresh.length))
    lab.clock.moveBy(5 * hourMs)
    const later = town().recent()
    assert.ok(later.every((one) => +one.at >= +lab.clock.now() - 3 * hourMs))
    assert.equal(first && town().postBy(first.id), undefined)
  })
})

test('who follows hears everything once and in order, until they leave', async () => {
  await withLab(async (lab, town) => {
    await lab.openAccount('square', roastery)
    const heard: TownEvent[] = []
    const leave = town().follow((event) => heard.push(event))
    assert.equal(heard.length, 0)
    lab.clock.moveBy(hourMs)
    await until(async () => heard.length > 0)
    assert.deepEqual(
      heard,
      town()
        .since(start)
        .filter((one) => one.at > start),
    )
    assert.deepEqual([...new Set(heard.map((one) => one.kind))].sort(), ['edit', 'erasure', 'post', 'reply', 'repost'])
    leave()
    const before = heard.length
    lab.clock.moveBy(hourMs)
    town().recent()
    assert.equal(heard.length, before)
  })
})

test('what stands has its edits, and not what was taken back', async () => {
  await withLab(async (lab, town) => {
    await lab.openAccount('square', roastery)
    lab.clock.moveBy(2 * hourMs)
    const events = town().since(start)
    const standing = new Map(
      town()
        .recent()
        .map((one) => [one.id, one]),
    )
    const edits = events.filter((one) => one.kind === 'edit' && standing.has(one.id))
    assert.ok(edits.length > 3)
    for (const one of edits) assert.equal(standing.get(one.id)?.text, one.kind === 'edit' && one.text)
    for (const one of events) if (one.kind === 'erasure') assert.ok(!standing.has(one.id))
  })
})

test('each network has a talk of its own about the same brands', async () => {
  await withLab(async (lab, town) => {
    await lab.openAccount('square', roastery)
    await lab.openAccount('market', { ...roastery, handle: 'zerniatko2e' })
    const texts = (posts: TownPost[]) => posts.filter((one) => one.about === 'Зернятко').map((one) => one.text)
    lab.clock.moveBy(hourMs)
    const [square, market] = [texts(town().recent()), texts(town('market').recent())]
    assert.ok(square.length > 50 && market.length > 50)
    assert.notDeepEqual(square, market)
    const fresh = town('market').since(start).filter(isPost)
    const called = fresh.filter((one) => one.text.startsWith('@')).flatMap((one) => one.mentions)
    assert.deepEqual([...new Set(called)], ['zerniatko2e'])
  })
})

test('after a restart the same was said, under the same ids', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'rialto-town-'))
  const journal = join(folder, 'journal.jsonl')
  try {
    let before: TownPost[] = []
    await withLab(
      async (lab, town) => {
        await lab.openAccount('square', roastery)
        lab.clock.moveBy(40 * 60_000)
        await lab.openAccount('square', { name: 'Kruška', handle: 'kruska', locale: 'cs' })
        lab.clock.moveBy(hourMs)
        before = town().since(start).filter(isPost)
      },
      { journal },
    )
    const clock = movableClock(new Date(+start + hourMs + 40 * 60_000))
    await withLab(async (_lab, town) => assert.deepEqual(town().since(start).filter(isPost), before), {
      journal,
      clock,
    })
    assert.ok(before.some((one) => one.about === 'Kruška'))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

test('a desk that slept for days goes on with the last hours', async () => {
  await withLab(async (lab, town) => {
    await lab.openAccount('square', roastery)
    town().recent()
    lab.clock.moveBy(72 * hourMs)
    const posts = town().recent()
    assert.ok(posts.length > 500 && posts.every((one) => +one.at >= +lab.clock.now() - 3 * hourMs))
  })
})

test('a scene is begun from another process, and is told by every network', async () => {
  await withLab(async (lab, town) => {
    const play = (body: object) =>
      fetch(`${lab.origin}/_lab/town/scenes`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
    const refused = await play({ brand: 'Зернятко', kind: 'crisis' })
    assert.deepEqual([refused.status, /nobody has heard of Зернятко/.test(await refused.text())], [400, true])
    await lab.openAccount('square', roastery)
    assert.equal((await play({ brand: 'Зернятко', kind: 'storm' })).status, 400)
    lab.clock.moveBy(1_000)
    assert.equal((await play({ brand: 'Зернятко', kind: 'crisis' })).status, 200)
    lab.clock.moveBy(hourMs)
    for (const id of ['square', 'market']) {
      const own = town(id)
        .recent()
        .filter((one) => one.scene === 'crisis' && one.at > start)
      assert.ok(own.length > 50, `${own.length} on ${id}`)
      assert.equal(own[0]?.author.kind, 'person')
    }
    const told = (await (await fetch(`${lab.origin}/_lab/town`)).json()) as { brands: string[] }
    assert.deepEqual(told.brands, ['Зернятко'])
  })
})
