import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { rejected } from './failing.ts'
import { publicationOf } from './rows.ts'
import { saveChanges } from './save-changes.ts'
import { givenAccounts, givenBrand, givenPublications, type PublishingWorld, publishingWorld } from './testing.ts'
import { scriptedNetwork } from './testing-network.ts'

let world: PublishingWorld
before(async () => {
  world = await publishingWorld([scriptedNetwork({ again: { way: 'never' } }).network])
})
after(() => world.close())

test('words of a network that no database can keep are kept without those signs, and hold up nobody else’s answer', async () => {
  const brand = await givenBrand(world)
  const [accountId = ''] = await givenAccounts(world, brand.brandId, [{ network: 'scripted' }])
  const dueAt = new Date('2030-01-01T00:00:00Z')
  const ids = await givenPublications(world, brand, [
    { accountId, text: 'one', dueAt },
    { accountId, text: 'two', dueAt },
  ])
  const rows = await world.db.selectFrom('publication').selectAll().where('id', 'in', ids).orderBy('id').execute()
  const now = new Date()
  const why = ['nothing odd', `zero \0 and half of ${'☕️👩‍🍳'.slice(0, 3)} here`]
  const saves = rows.flatMap((row, n) => {
    const publication = publicationOf(row)
    if (publication.state !== 'planned') return []
    const change = rejected(publication, { code: 'publishing.reason.rejected', values: { why: why[n] ?? '' } }, now)
    return [{ change, at: now }]
  })
  assert.equal((await saveChanges(world.db, saves)).size, 2)
  const saved = await world.db.selectFrom('publication').select('reason').where('id', 'in', ids).orderBy('id').execute()
  assert.deepEqual(
    saved.map((row) => row.reason?.values?.why),
    ['nothing odd', 'zero \uFFFD and half of ☕️\uFFFD here'],
  )
})
