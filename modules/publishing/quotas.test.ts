import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Lane } from './lanes.ts'
import { keepTold, quotasToldOf } from './quotas.ts'
import { roomTold } from './rate-headers.ts'
import { eventually, givenAccounts, givenPublications } from './testing.ts'
import { type ScriptedBrand, scriptedBrand } from './testing-scripted.ts'

let world: ScriptedBrand['world']
let there: ScriptedBrand['there']
let brand: ScriptedBrand['brand']
let begin: ScriptedBrand['begin']
before(async () => {
  ;({ world, there, brand, begin } = await scriptedBrand())
})
after(() => world.close())

const given = async () => (await givenAccounts(world, brand.brandId, [{ network: 'scripted' }]))[0] ?? ''
const now = new Date('2027-01-02T10:00:00Z')
const later = (ms: number) => new Date(now.getTime() + ms)

test('what a network tells of the calls left holds until its reset, and an hour where it names none', async () => {
  const accountId = await given()
  const lane: Lane = { accountId, fence: 0, trouble: 0, budgets: { 'all 5/1000': { left: 2, at: '' } }, due: [] }
  const hear = async (headers: Record<string, string>) => {
    keepTold(lane, roomTold(headers, now), now)
    const budgets = JSON.stringify(lane.budgets)
    await world.db.updateTable('lane').set({ budgets }).where('accountId', '=', accountId).execute()
  }
  const told = async (ms: number) => (await quotasToldOf(world.db, [accountId], later(ms))).get(accountId)
  await hear({ 'content-type': 'text/html' })
  assert.equal(await told(0), undefined)
  await hear({ 'x-ratelimit-limit': '300', 'x-ratelimit-remaining': '298', 'x-ratelimit-reset': '90' })
  assert.deepEqual(await told(0), { left: 298, of: 300, at: now.toISOString(), until: later(90_000).toISOString() })
  assert.equal(await told(90_000), undefined)
  await hear({ 'ratelimit-remaining': '7' })
  assert.equal((await told(3_599_000))?.left, 7)
  assert.equal((await told(3_599_000))?.of, null)
  assert.equal(await told(3_600_000), undefined)
  assert.equal(lane.budgets['all 5/1000']?.left, 2)
})

test('an account on which something came out has done its work just now; one that was refused has not', async () => {
  const [well, refused] = [await given(), await given()]
  there.script.set('no', ['refuse'])
  const dueAt = new Date()
  await givenPublications(world, brand, [
    { accountId: well, text: 'yes', dueAt },
    { accountId: refused, text: 'no', dueAt },
  ])
  const worker = begin()
  const waiting = () => world.db.selectFrom('publication').select('id').where('state', 'in', ['planned', 'sending'])
  await eventually(
    () => waiting().execute(),
    (left) => left.length === 0,
  )
  await worker.stop()
  const succeeded = async (id: string) =>
    (await world.db.selectFrom('account').select('succeededAt').where('id', '=', id).executeTakeFirstOrThrow())
      .succeededAt
  assert.ok(Math.abs(((await succeeded(well))?.getTime() ?? 0) - Date.now()) < 60_000)
  assert.equal(await succeeded(refused), null)
})
