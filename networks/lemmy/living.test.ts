import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { NetworkFailure, Refusal } from '../../kernel/failure.ts'
import { checkContent } from '../check-content.ts'
import { callOf, connectIn, freshKey, labWorld, type NetworkWorld, plain, publish, sampleFile } from '../conformance.ts'
import type { Call, PreparedContent } from '../contract.ts'
import type { Lab } from '../lab/lab.ts'
import { communityNames, serverAddress } from './account.ts'
import type { PostView } from './api.ts'
import lemmy from './index.ts'
import { instanceOf } from './instance.ts'
import emulator from './lab.ts'

type Trial = { world: NetworkWorld & { lab: Lab }; lab: Lab; call: Call; door: (body: object) => Promise<void> }

async function inLemmy(run: (trial: Trial) => Promise<void>): Promise<void> {
  const world = await labWorld(emulator)
  try {
    const call = callOf(await connectIn(lemmy, world), world.context)
    const headers = { 'content-type': 'application/json' }
    const door = async (body: object) =>
      void (await fetch(`${world.lab.origin}/lemmy/door/person`, {
        method: 'POST',
        headers,
        body: JSON.stringify({ name: 'north_roasters', ...body }),
      }))
    await run({ world, lab: world.lab, call, door })
  } finally {
    await world.close()
  }
}

async function inFolder(run: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'rialto-lemmy-'))
  await run(folder).finally(() => rm(folder, { recursive: true, force: true }))
}

const said = (text: string, options: PreparedContent['options'] = {}, more: Partial<PreparedContent> = {}) =>
  plain(text, { options: { title: 'A question of taste', ...options }, ...more })
const isKind = (kind: string) => (error: unknown) => error instanceof NetworkFailure && error.kind === kind
const refuses = (code: string) => (error: unknown) => error instanceof Refusal && error.fields[0]?.code === code
const viewOf = async (call: Call, ref: { id: string }) => {
  const post = await lemmy.readBack(call, ref)
  assert.ok(post !== 'gone')
  return { post, view: post.raw as unknown as PostView }
}
const communityNamed = (call: Call, start: string) => {
  const found = instanceOf(call.account.facts).communities.find((one) => one.name.startsWith(start))
  assert.ok(found, start)
  return found
}
const connect = (world: NetworkWorld, changed: Record<string, string>) => {
  const [way] = lemmy.connect
  assert.ok(way?.kind === 'secret')
  return way.connect({ ...world.fields, ...changed }, world.context)
}

test('an account with two-factor sign-in asks for its code, and takes only the right one', () =>
  inLemmy(async ({ world, door }) => {
    await door({ code: '123456' })
    await assert.rejects(connect(world, {}), refuses('lemmy.connect.noCode'))
    await assert.rejects(connect(world, { code: '000 000' }), refuses('lemmy.connect.badCode'))
    const [account] = await connect(world, { code: '123 456' })
    assert.deepEqual(Object.keys(account?.secrets ?? {}), ['jwt'], 'the password is not kept')
  }))

test('communities followed, moderated and named are offered, those of other instances with their home', () =>
  inLemmy(async ({ call, world }) => {
    const names = (facts: Call['account']['facts']) =>
      instanceOf(facts).communities.map((one) => one.name.replace(/_\d+/, ''))
    assert.deepEqual(names(call.account.facts), ['north_roasters_cafe', 'coffee@beans.example', 'notices'])
    const [named] = await connect(world, { communities: '!espresso_3' })
    assert.ok(named)
    assert.deepEqual(names(named.facts)[0], 'espresso')
    await assert.rejects(connect(world, { communities: 'nowhere' }), isKind('rejected'))
    const health = await lemmy.health(callOf(named, world.context))
    assert.deepEqual(names(health.facts)[0], 'espresso', 'what was named is remembered')
  }))

test('where only moderators post, the post is refused while composing and by the instance', () =>
  inLemmy(async ({ call }) => {
    const content = said('hello', { community: String(communityNamed(call, 'notices').id) })
    assert.deepEqual(
      checkContent(lemmy.composing, content, call.account.facts).map((one) => one.code),
      ['lemmy.check.modsOnly'],
    )
    await assert.rejects(publish(lemmy, call, content), isKind('rejected'))
  }))

test('a link, a language, a thumbnail and 18+ stand as they were chosen', () =>
  inFolder((folder) =>
    inLemmy(async ({ call }) => {
      const thumbnail = await sampleFile('image', folder, 5)
      const options = { link: 'https://roastery.example/kenya', nsfw: true, thumbnail: thumbnail.id }
      const { ref } = await publish(
        lemmy,
        call,
        said('Нова Кения', options, { language: 'bg-BG', files: { thumbnail } }),
      )
      const { post } = (await viewOf(call, ref)).view
      assert.equal(post.url, 'https://roastery.example/kenya')
      assert.equal(post.language_id, 22)
      assert.equal(post.nsfw, true)
      assert.match(post.thumbnail_url ?? '', /\/pictrs\/image\//)
    }),
  ))

test('an edit changes title, text and files, and keeps files that stood before', () =>
  inFolder((folder) =>
    inLemmy(async ({ call, lab }) => {
      const [one, two] = await Promise.all([1, 2].map((mark) => sampleFile('image', folder, mark)))
      assert.ok(one && two)
      const { ref, done } = await publish(
        lemmy,
        call,
        said('before', {}, { parts: [{ text: 'before', media: [one] }] }),
      )
      const after = said('', { title: 'Another title' }, { parts: [{ text: 'after', media: [one, two] }] })
      await lemmy.edit.run(call, ref, after, done)
      const { post, view } = await viewOf(call, ref)
      assert.equal(view.post.name, 'Another title')
      assert.equal(post.text, 'after')
      assert.deepEqual(
        post.media.map((file) => file.alt),
        [one.alt, two.alt],
      )
      assert.equal(lab.ledger.entries.filter((act) => act.kind === 'upload').length, 2)
    }),
  ))

test('a file that is no picture is refused by the instance, and nothing is posted', () =>
  inFolder((folder) =>
    inLemmy(async ({ call, lab }) => {
      const { Readable } = await import('node:stream')
      const file = await sampleFile('image', folder, 1, { open: () => Readable.from([Buffer.from('no picture')]) })
      const media = [{ ...file, fit: async () => file }]
      await assert.rejects(publish(lemmy, call, said('', {}, { parts: [{ text: 'x', media }] })), isKind('rejected'))
      assert.equal(lab.ledger.live('lemmy').length, 0)
    }),
  ))

test('an answer to a private message whose own answer was lost is found, once', () =>
  inLemmy(async ({ call, lab }) => {
    await lab.network('lemmy').message?.('north_roasters', 'Do you ship?')
    const { items, cursor } = await lemmy.inbox.poll(call, undefined)
    const [asked] = items
    assert.ok(asked?.kind === 'message')
    const step = lemmy.inbox.reply?.(asked, 'We do.', call.account)
    const since = call.clock.now()
    lab.faults.add({ method: 'POST', act: 'drop', when: 'after-commit', times: 1 })
    await assert.rejects(async () => step?.run(call, freshKey(), {}), isKind('unknown-outcome'))
    assert.ok((await step?.find?.(call, freshKey(), {}, since))?.found)
    const own = (await lemmy.inbox.poll(call, cursor)).items
    assert.deepEqual(
      own.map((one) => [one.own, one.text]),
      [[true, 'We do.']],
    )
    assert.equal(lab.ledger.live('lemmy').length, 1)
  }))

test('where the account moderates, comments are hidden and people banned; elsewhere they are blocked', () =>
  inLemmy(async ({ call, lab }) => {
    const spamUnder = async (community: number) => {
      const { ref } = await publish(lemmy, call, said('Talk', { community: String(community) }))
      await lab.network('lemmy').comment?.(ref.id, 'spam')
      const [comment] = (await lemmy.inbox.comments?.(call, ref, undefined))?.items ?? []
      assert.ok(comment)
      return comment
    }
    const own = await spamUnder(communityNamed(call, 'north_roasters_cafe').id)
    const other = await spamUnder(communityNamed(call, 'coffee').id)
    await lemmy.moderate.hide?.(call, own)
    await lemmy.moderate.block?.(call, own)
    await lemmy.moderate.block?.(call, other)
    await assert.rejects(async () => lemmy.moderate.hide?.(call, other), isKind('rejected'))
    const acts = lab.ledger.entries
      .filter((one) => one.kind === 'hide' || one.kind === 'block')
      .map((one) => one.objectId.split(/[ /]/)[0])
    assert.deepEqual(acts, ['comment', 'banned', 'blocked'])
  }))

test('a banned account must be looked after by a person', () =>
  inLemmy(async ({ call, door }) => {
    await door({ banned: true })
    await assert.rejects(lemmy.health(call), isKind('reconnect'))
    await assert.rejects(publish(lemmy, call, said('hello')), isKind('reconnect'))
  }))

test('lines stay lines, and what looks like marks stays as it was written', () =>
  inLemmy(async ({ call }) => {
    const written = '**Two** beans:\n# Kenya <AA>\n5*4 ~ snake_case https://roastery.example/a_b_c'
    const { ref } = await publish(lemmy, call, said(written))
    assert.equal(
      (await viewOf(call, ref)).post.text,
      'Two beans:\n# Kenya <AA>\n5*4 ~ snake_case https://roastery.example/a_b_c',
    )
  }))

test('instances and communities are named in many ways', () => {
  for (const written of ['lemmy.world', ' https://lemmy.world/ ', 'brand@lemmy.world', 'https://lemmy.world/u/brand'])
    assert.equal(serverAddress(written), 'https://lemmy.world', written)
  for (const written of ['', 'ftp://lemmy.world', 'https://user:secret@lemmy.world', undefined])
    assert.throws(() => serverAddress(written), Refusal, written)
  assert.deepEqual(communityNames('!coffee@lemmy.world, c/tea https://beans.example/c/espresso'), [
    'coffee@lemmy.world',
    'tea',
    'espresso@beans.example',
  ])
  for (const written of ['coffee@', 'a b!', 'https://lemmy.world/post/1'])
    assert.throws(() => communityNames(written), Refusal, written)
})
