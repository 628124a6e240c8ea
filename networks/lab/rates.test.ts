import assert from 'node:assert/strict'
import { test } from 'node:test'
import { movableClock } from '../../kernel/clock.ts'
import { defineLabNetwork, type LabRequest, startLab } from './lab.ts'
import type { LabRate } from './rates.ts'

const isPost = ({ method }: LabRequest) => method === 'POST'

/** A wall that takes what it is given; `authorization` is who writes. */
const wall = (rates: LabRate[]) =>
  defineLabNetwork({
    id: 'wall',
    rates,
    mount: (site) => {
      site.on('POST', '/notes', () => ({ status: 200, json: {} }))
      site.on('GET', '/notes', () => ({ status: 200, json: [] }))
      site.page('GET', '/sign-in', () => ({ status: 200, body: 'Welcome' }))
      return {
        openAccount: async () => ({ way: 'token', fields: {} }),
        accountOf: ({ headers }) => headers.authorization,
        expireToken: () => {},
        tooMany: (retryAfterS) => ({
          status: 420,
          json: { calm: 'down' },
          headers: retryAfterS === null ? undefined : { 'retry-after': String(retryAfterS) },
        }),
        broken: (status) => ({ status, json: {} }),
      }
    },
  })

type Ask = (method: string, account?: string, path?: string) => Promise<Response>
type Standing = { ask: Ask; pass: (ms: number) => void; tooMany: () => Promise<unknown> }

async function withWall(rates: LabRate[], run: (standing: Standing) => Promise<void>, enforceRates = true) {
  const clock = movableClock()
  const lab = await startLab({ networks: [wall(rates)], clock, enforceRates })
  try {
    await run({
      ask: (method, account = 'anna', path = 'notes') =>
        fetch(`${lab.origin}/wall/${path}`, { method, headers: { authorization: account } }),
      pass: (ms) => clock.moveBy(ms),
      tooMany: async () => (await fetch(`${lab.origin}/_lab/too-many`)).json(),
    })
  } finally {
    await lab.close()
  }
}

const statusOf = async (answer: Promise<Response>) => (await answer).status

test('who posts more often than the network lets is refused in its own words, told when to come again, and counted', () =>
  withWall([{ per: 'account', calls: 2, everyMs: 60_000, what: isPost }], async ({ ask, pass, tooMany }) => {
    assert.equal(await statusOf(ask('POST')), 200)
    pass(20_000)
    assert.equal(await statusOf(ask('POST')), 200)
    const refused = await ask('POST')
    assert.equal(refused.status, 420)
    assert.ok([39, 40].includes(Number(refused.headers.get('retry-after'))))
    assert.equal(await statusOf(ask('GET')), 200)
    assert.equal(await statusOf(ask('POST', 'boris')), 200)
    assert.deepEqual(await tooMany(), { wall: 1 })
  }))

test('a window slides: what was called is forgotten one by one', () =>
  withWall([{ per: 'app', calls: 2, everyMs: 10_000 }], async ({ ask, pass }) => {
    await ask('GET', 'anna')
    pass(6_000)
    await ask('GET', 'boris')
    assert.equal(await statusOf(ask('GET', 'vera')), 420)
    pass(5_000)
    assert.equal(await statusOf(ask('GET')), 200)
    assert.equal(await statusOf(ask('GET')), 420)
  }))

test('calls that cost more leave less, and a page for people costs nothing', () =>
  withWall(
    [{ per: 'app', calls: 10, everyMs: 60_000, what: (request) => (isPost(request) ? 6 : 1) }],
    async ({ ask }) => {
      assert.equal(await statusOf(ask('POST')), 200)
      assert.equal(await statusOf(ask('POST')), 420)
      for (let n = 0; n < 4; n++) assert.equal(await statusOf(ask('GET')), 200)
      assert.equal(await statusOf(ask('GET')), 420)
      assert.equal(await statusOf(ask('GET', 'anna', 'sign-in')), 200)
    },
  ))

test('a number for each who uses the app is shared by all of them', () =>
  withWall([{ per: 'app', calls: 2, everyMs: 60_000, forEachAccount: true, untold: true }], async ({ ask }) => {
    assert.equal(await statusOf(ask('GET', 'boris')), 200)
    for (let n = 0; n < 3; n++) assert.equal(await statusOf(ask('GET', 'anna')), 200)
    const refused = await ask('GET', 'anna')
    assert.equal(refused.status, 420)
    assert.equal(refused.headers.get('retry-after'), null)
  }))

test('a lab that is not asked to keeps nobody to a limit', () =>
  withWall(
    [{ per: 'app', calls: 1, everyMs: 60_000 }],
    async ({ ask, tooMany }) => {
      for (let n = 0; n < 3; n++) assert.equal(await statusOf(ask('GET')), 200)
      assert.deepEqual(await tooMany(), { wall: 0 })
    },
    false,
  ))
