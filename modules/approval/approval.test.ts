import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Refusal } from '../../kernel/failure.ts'
import {
  type DeskWorld,
  deskWorld,
  givenAccount,
  givenBrand,
  givenMember,
  type TestBrand,
} from '../brand/testing-desk.ts'
import { changePost, makePost, type PostRow } from '../content/index.ts'
import '../publishing/index.ts'
import { decide, submitPost } from './decide.ts'
import { forApproval, makeLink, mediaThroughLink, sharedView, throughLink } from './links.ts'
import { closeLink, linesOf } from './store.ts'

let world: DeskWorld
let brand: TestBrand
let accountId: string

before(async () => {
  world = await deskWorld()
  brand = await givenBrand(world, { approvalRequired: true })
  accountId = await givenAccount(world, brand.brandId, { network: 'telegram' })
})
after(() => world.close())

const write = (text: string) =>
  makePost(world, brand.owner, brand.brandId, {
    title: text,
    body: { parts: [{ text, media: [] }] },
    accountIds: [accountId],
  })
const submit = (post: PostRow) => submitPost(world, brand.owner, brand.brandId, post.id)
const client = (linkId: string) => ({ workspaceId: brand.owner.workspaceId, name: 'Antonio', linkId })
const code = (wanted: string) => (error: unknown) =>
  error instanceof Refusal && [error.code, ...error.fields.map((field) => field.code)].includes(wanted)
const tokenOf = (link: string) => link.split('/').at(-1) ?? ''
const link = async (...posts: PostRow[]) => {
  const made = await makeLink(world, brand.owner, brand.brandId, {
    postIds: posts.map((post) => post.id),
    name: 'March',
    expiresInDays: 7,
  })
  return { ...made, token: tokenOf(made.link) }
}

test('the audit trail tells whether a person or their key decided', async () => {
  const post = await submit(await write('By a key'))
  const robot = { ...brand.owner, via: 'api-key' as const, keyId: 'key' }
  await decide(world, robot, brand.brandId, post.id, 'approved', { version: post.version, comment: '' })
  const acts = world.db.selectFrom('act').select(['name', 'via']).where('subject', '=', post.id).orderBy('id')
  assert.deepEqual(
    (await acts.execute()).filter((act) => act.name !== 'post.made').map((act) => `${act.name} ${act.via}`),
    ['post.submitted session', 'post.approved api-key'],
  )
})

test('a client with a link approves the version they saw, and the author hears of it', async () => {
  const post = await submit(await write('For Antonio'))
  const { id, token } = await link(post)
  const seen = (await sharedView(world, token)).posts[0]
  assert.equal(seen?.stage, 'in-review')
  const decided = await decide(world, client(id), brand.brandId, post.id, 'approved', {
    version: seen?.version ?? 0,
    comment: 'Lovely',
  })
  assert.equal(decided.stage, 'approved')
  const lines = (await linesOf(world.db, [post.id])).get(post.id)
  assert.deepEqual(
    lines?.map((line) => [line.kind, line.by, line.client]),
    [
      ['submitted', 'Portia', false],
      ['approved', 'Antonio', true],
    ],
  )
  const notices = await world.db.selectFrom('notice').select('kind').where('userId', '=', brand.owner.userId).execute()
  assert.ok(notices.some((notice) => notice.kind === 'post.approved'))
})

test('a decision about a version that is no longer there is not taken', async () => {
  const post = await submit(await write('Changing'))
  const { id } = await link(post)
  await changePost(world, brand.owner, brand.brandId, post.id, {
    version: 1,
    changes: { body: { parts: [{ text: 'Changed', media: [] }] } },
  })
  await assert.rejects(
    decide(world, client(id), brand.brandId, post.id, 'approved', { version: 1, comment: '' }),
    code('approval.changedMeanwhile'),
  )
})

test('sending back needs a word on what to change', async () => {
  const post = await submit(await write('Hm'))
  await assert.rejects(
    decide(world, brand.owner, brand.brandId, post.id, 'sent-back', { version: 1, comment: '' }),
    code('approval.sayWhy'),
  )
  assert.equal(
    (await decide(world, brand.owner, brand.brandId, post.id, 'sent-back', { version: 1, comment: 'Shorter' })).stage,
    'sent-back',
  )
})

test('a double click approves once', async () => {
  const post = await submit(await write('Twice'))
  const approve = () => decide(world, brand.owner, brand.brandId, post.id, 'approved', { version: 1, comment: '' })
  await Promise.all([approve(), approve(), approve()])
  const lines = (await linesOf(world.db, [post.id])).get(post.id)
  assert.equal(lines?.filter((line) => line.kind === 'approved').length, 1)
})

test('what a network would refuse cannot be submitted', async () => {
  await assert.rejects(submit(await write('a'.repeat(5000))), code('approval.notReady'))
})

test('a link opens only its own posts and files, and not after it was shut or has expired', async () => {
  const post = await submit(await write('Inside'))
  const other = await write('Outside')
  const { id, token } = await link(post)
  await assert.rejects(throughLink(world, token, other.id), code('approval.linkGone'))
  await assert.rejects(mediaThroughLink(world, token, 'nothing'), code('content.mediaNotFound'))
  await assert.rejects(sharedView(world, 'x'.repeat(43)), code('approval.linkGone'))
  world.clock.moveBy(8 * 86_400_000)
  await assert.rejects(sharedView(world, token), code('approval.linkGone'))
  world.clock.moveBy(-8 * 86_400_000)
  await closeLink(world.db, brand.brandId, id, world.clock.now())
  await assert.rejects(sharedView(world, token), code('approval.linkGone'))
})

test('a link is never made for a post of another brand', async () => {
  const stranger = await givenBrand(world)
  const theirs = await makePost(world, stranger.owner, stranger.brandId, { title: 'Secret' })
  await assert.rejects(link(theirs), code('content.postNotFound'))
})

test('a post that its author took back to work on waits for no client', async () => {
  const post = await submit(await write('Back to work'))
  const { id } = await link(post)
  const jessica = await givenMember(world, {
    workspaceId: brand.owner.workspaceId,
    brandId: brand.brandId,
    name: 'Jessica',
  })
  const changed = await changePost(world, jessica, brand.brandId, post.id, {
    version: 1,
    changes: { body: { parts: [{ text: 'New', media: [] }] } },
  })
  assert.equal(changed.row.stage, 'draft')
  await assert.rejects(
    decide(world, client(id), brand.brandId, post.id, 'approved', { version: 2, comment: '' }),
    code('approval.withdrawn'),
  )
})

test('who submits is not told of it, who may approve is, once', async () => {
  const jessica = await givenMember(world, {
    workspaceId: brand.owner.workspaceId,
    brandId: brand.brandId,
    name: 'Jessica',
  })
  const post = await write('Please look')
  await submit(post)
  const told = (userId: string) =>
    world.db
      .selectFrom('notice')
      .select('kind')
      .where('userId', '=', userId)
      .where('kind', '=', 'post.submitted')
      .execute()
  assert.equal((await told(jessica.userId)).length, 1)
  assert.deepEqual((await told(brand.owner.userId)).length, 0)
})

test('a signed-in client sees what waits for a decision, and not the drafts', async () => {
  const waiting = await submit(await write('Waits'))
  const draft = await write('Draft')
  const ids = (await forApproval(world, brand.brandId)).posts.map((post) => post.id)
  assert.ok(ids.includes(waiting.id))
  assert.ok(!ids.includes(draft.id))
})
