import assert from 'node:assert/strict'
import { test } from 'node:test'
import { NetworkFailure } from '../../kernel/failure.ts'
import { checkContent } from '../check-content.ts'
import { freshKey, prepare, publish } from '../conformance.ts'
import type { RemoteRef } from '../contract.ts'
import { tagField } from './compose.ts'
import discord from './index.ts'
import { inDiscord, said } from './testing.ts'

type Raw = Record<string, unknown> & {
  thread?: { name: string }
  flags: number
  components: { components: { url: string }[] }[]
}
const isKind = (kind: string) => (error: unknown) => error instanceof NetworkFailure && error.kind === kind

test('a forum takes a post with its title and tags, found again when the answer was lost', () =>
  inDiscord(async ({ call, lab, place }) => {
    const forum = place('forum')
    const tag = forum.tags?.[0]?.id ?? ''
    const content = said('Washed, 1 900 m', { channel: forum.id, title: 'Kenya AA', [tagField(forum.id)]: [tag] })
    assert.deepEqual(checkContent(discord.composing, content, call.account.facts), [])
    const { post, postKey, done } = await prepare(discord, call, content, freshKey())
    assert.equal(post.again.way, 'look-first')
    const since = call.clock.now()
    lab.faults.add({ method: 'POST', act: 'drop', when: 'after-commit', times: 1 })
    await assert.rejects(post.run(call, postKey, done), isKind('unknown-outcome'))
    const found = await post.find?.(call, postKey, done, since)
    assert.ok(found?.found)
    assert.equal((await discord.readBack(call, found.result.ref as RemoteRef)) !== 'gone', true)
    assert.equal(lab.ledger.live('discord').length, 1)
  }))

test('a forum post without a title is refused while composing', () =>
  inDiscord(async ({ call, place }) => {
    const findings = checkContent(
      discord.composing,
      said('No title', { channel: place('forum').id }),
      call.account.facts,
    )
    assert.deepEqual(
      findings.map((one) => one.path),
      ['options.title'],
    )
  }))

test('a forum post is renamed by an edit, and its removal takes what was said in it along', () =>
  inDiscord(async ({ call, lab, place }) => {
    const options = { channel: place('forum').id, title: 'First name' }
    const { ref, done } = await publish(discord, call, said('one', options, { firstComment: 'two' }))
    await discord.edit.run(call, ref, said('one more', { ...options, title: 'Second name' }), done)
    const { threads } = (await discordGet(call, `/guilds/${call.account.remoteId}/threads/active`)) as {
      threads: { name: string }[]
    }
    assert.equal(threads[0]?.name, 'Second name')
    assert.equal(await discord.remove(call, ref, done), 'removed')
    assert.deepEqual(lab.ledger.live('discord'), [])
    assert.equal(await discord.remove(call, ref, done), 'already-gone')
  }))

const discordGet = async (call: Parameters<typeof discord.health>[0], path: string): Promise<unknown> => {
  const headers = { authorization: `Bot ${call.account.secrets.token}` }
  return (await call.http({ url: `${call.account.server}/api/v10${path}`, headers })).json()
}

test('an announcement goes out to followers once, gets its thread, its pin and its buttons', () =>
  inDiscord(async ({ call, lab, place }) => {
    const options = {
      channel: place('announcement').id,
      crosspost: true,
      thread: 'Questions',
      pin: true,
      silent: true,
      buttons: 'Shop | https://roastery.example',
    }
    const { ref, steps, done } = await publish(discord, call, said('Out now', options, { firstComment: 'Ask here' }))
    for (const step of steps.filter((one) => one.role === 'finish')) await step.run(call, 'again', done)
    const post = await discord.readBack(call, ref)
    assert.ok(post !== 'gone')
    const raw = post.raw as unknown as Raw
    assert.equal(raw.thread?.name, 'Questions')
    assert.equal(raw.pinned, true)
    assert.equal(raw.flags & 1, 1, 'it was not sent to followers')
    assert.equal(raw.flags & 4096, 4096, 'it was not silent')
    assert.equal(raw.components[0]?.components[0]?.url, 'https://roastery.example')
    assert.equal(lab.ledger.entries.filter((one) => one.kind === 'reshare').length, 1)
    assert.equal(done.comment?.ref?.id.split('/')[0], ref.id.split('/')[1], 'the comment stands in the thread')
    await discord.remove(call, ref, done)
    assert.deepEqual(lab.ledger.live('discord'), [])
  }))

test('after its few minutes a nonce protects no more, and what stands is found by looking', () =>
  inDiscord(async ({ call, lab }) => {
    const { post, postKey, done } = await prepare(discord, call, said('Still here'), freshKey())
    assert.ok(post.again.way === 'same-key' && post.again.forMs <= 5 * 60_000)
    const since = call.clock.now()
    const { ref } = await post.run(call, postKey, done)
    lab.clock.moveBy(6 * 60_000)
    const found = await post.find?.(call, postKey, done, since)
    assert.ok(found?.found && found.result.ref?.id === ref?.id)
    await post.run(call, postKey, done)
    assert.equal(lab.ledger.live('discord').length, 2, 'the emulator forgets nonces as the network does')
  }))

test('marks become the network’s own, what only looks like a mark stays text, and no one is alarmed unasked', () =>
  inDiscord(async ({ call }) => {
    const written = '**New** _beans_ at [the shop](https://roastery.example/a_b_c), 5*4 # not a heading @everyone'
    const { ref } = await publish(discord, call, said(written))
    const post = await discord.readBack(call, ref)
    assert.ok(post !== 'gone')
    assert.equal(
      (post.raw as { content?: string }).content,
      '**New** *beans* at [the shop](https://roastery.example/a_b_c), 5\\*4 # not a heading @everyone',
    )
    assert.equal(post.text, 'New beans at the shop, 5*4 # not a heading @everyone')
    assert.equal((post.raw as { mention_everyone?: boolean }).mention_everyone, false)
  }))

test('a poll that stands cannot be edited', () =>
  inDiscord(async ({ call }) => {
    const poll = { question: 'Filter?', options: ['Yes', 'No'], multiple: false, durationSeconds: 7200 }
    const content = said('', {}, { parts: [{ text: '', media: [], poll }] })
    const { ref, done } = await publish(discord, call, content)
    await assert.rejects(discord.edit.run(call, ref, content, done), isKind('rejected'))
  }))

test('a sixth message in five seconds is told to wait as long as the channel says', () =>
  inDiscord(async ({ call, door }) => {
    await door('limits', { on: 'yes' })
    for (let number = 0; number < 5; number++) await publish(discord, call, said(`number ${number}`))
    const { post, postKey, done } = await prepare(discord, call, said('the sixth'), freshKey())
    await assert.rejects(post.run(call, postKey, done), (error: unknown) => {
      assert.ok(error instanceof NetworkFailure && error.kind === 'slow-down')
      return (error.retryAfterMs ?? 0) > 0 && (error.retryAfterMs ?? 0) <= 5000
    })
  }))
