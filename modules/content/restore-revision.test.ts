import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Refusal } from '../../kernel/failure.ts'
import { type DeskWorld, deskWorld, givenAccount, givenBrand, type TestBrand } from '../brand/testing-desk.ts'
import { publicationsFollow } from './ports.ts'
import { restoreRevision } from './restore-revision.ts'
import { postOf } from './store.ts'
import { changePost, makePost } from './write-post.ts'

let world: DeskWorld
let brand: TestBrand
let accounts: string[]

before(async () => {
  world = await deskWorld()
  brand = await givenBrand(world)
  publicationsFollow.provide(async () => {})
  accounts = [
    await givenAccount(world, brand.brandId, { network: 'telegram' }),
    await givenAccount(world, brand.brandId, { network: 'telegram' }),
  ]
})
after(() => world.close())

const text = (words: string) => ({ parts: [{ text: words, media: [] }] })
const apart = (accountId: string) => ({ accountId, parts: text(`Only for ${accountId}`).parts, options: {} })
const disconnect = (accountId: string) =>
  world.db.updateTable('account').set({ archivedAt: world.clock.now() }).where('id', '=', accountId).execute()

test('an earlier version comes back without what it had for an account disconnected since, and says for which', async () => {
  const { brandId, owner } = brand
  const [staying = '', leaving = ''] = accounts
  const post = await makePost(world, owner, brandId, {
    ...{ title: 'First', body: text('First'), accountIds: accounts, variants: [apart(staying), apart(leaving)] },
  })
  await changePost(world, owner, brandId, post.id, {
    version: 1,
    changes: { title: 'Second', body: text('Second'), accountIds: [staying], variants: [] },
  })
  await disconnect(leaving)
  const { row, leftOut } = await restoreRevision(world, owner, brandId, post.id, 1)
  assert.deepEqual([row.title, row.body.parts[0]?.text, row.version], ['First', 'First', 3])
  assert.deepEqual(row.variants, [apart(staying)])
  assert.deepEqual(leftOut, [{ accountId: leaving, name: 'Coffee' }])
})

test('a version that is no longer kept is refused and changes nothing', async () => {
  const post = await makePost(world, brand.owner, brand.brandId, { body: text('Only one') })
  await assert.rejects(
    restoreRevision(world, brand.owner, brand.brandId, post.id, 7),
    (error) => error instanceof Refusal && error.fields[0]?.code === 'content.versionGone',
  )
  assert.equal((await postOf(world.db, brand.brandId, post.id)).version, 1)
})
