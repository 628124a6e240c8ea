import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { NetworkFailure } from '../../kernel/failure.ts'
import { checkContent } from '../check-content.ts'
import { freshKey, prepare, publish, sampleFile } from '../conformance.ts'
import { communitiesOf } from './communities.ts'
import { flairField } from './compose.ts'
import reddit from './index.ts'
import { inReddit, said, type Trial } from './testing.ts'

type Raw = {
  permalink: string
  link_flair_template_id: string | null
  url: string
  over_18: boolean
  is_gallery?: boolean
}
const isKind = (kind: string) => (error: unknown) => error instanceof NetworkFailure && error.kind === kind
const rawOf = async ({ call }: Trial, ref: { id: string }) => {
  const post = await reddit.readBack(call, ref)
  assert.ok(post !== 'gone')
  return post.raw as unknown as Raw
}

async function inFolder(run: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'rialto-reddit-'))
  await run(folder).finally(() => rm(folder, { recursive: true, force: true }))
}

test('the profile, named communities and those one moderates are offered; closed ones are not', () =>
  inReddit(async ({ account }) => {
    assert.deepEqual(
      communitiesOf(account.facts).map((one) => one.name),
      ['u_north_roasters', 'homecoffee', 'north_roasters_cafe'],
    )
  }))

test('a community that demands a flair is refused without one, and its rules are told', () =>
  inReddit(async (trial) => {
    const { call } = trial
    const [, , cafe] = communitiesOf(call.account.facts)
    assert.ok(cafe)
    const content = said('Which roast?', { community: cafe.name })
    const codes = checkContent(reddit.composing, content, call.account.facts).map((one) => one.code)
    assert.deepEqual(codes, ['networks.check.optionMissing', 'reddit.check.rules'])
    await assert.rejects(publish(reddit, call, content), isKind('rejected'))
    const flair = cafe.flairs[0]?.id ?? ''
    const { ref } = await publish(
      reddit,
      call,
      said('Which roast?', { community: cafe.name, [flairField(cafe.name)]: flair, nsfw: true }),
    )
    const raw = await rawOf(trial, ref)
    assert.equal(raw.link_flair_template_id, flair)
    assert.equal(raw.over_18, true)
  }))

test('a poll where polls are closed is refused while composing', () =>
  inReddit(async ({ call }) => {
    const poll = { options: ['Yes', 'No'], multiple: false, durationSeconds: 86_400 }
    const content = said('', { community: 'north_roasters_cafe' }, { parts: [{ text: '', media: [], poll }] })
    assert.ok(
      checkContent(reddit.composing, content, call.account.facts).some((one) => one.code === 'reddit.check.kind'),
    )
  }))

test('a link stands as a link with its text', () =>
  inReddit(async (trial) => {
    const { ref } = await publish(reddit, trial.call, said('Read this', { link: 'https://roastery.example/kenya' }))
    assert.equal((await rawOf(trial, ref)).url, 'https://roastery.example/kenya')
  }))

test('a picture that takes the network a while is waited for and becomes one post', () =>
  inFolder((folder) =>
    inReddit(async ({ call, lab, door }) => {
      await door('slow', { ms: 900 })
      const media = [await sampleFile('image', folder, 3)]
      const { ref } = await publish(reddit, call, said('', {}, { parts: [{ text: 'Look', media }] }))
      assert.equal(lab.ledger.live('reddit').filter((one) => one.kind === 'create').length, 1)
      assert.equal((await reddit.readBack(call, ref)) !== 'gone', true)
    }),
  ))

test('several pictures make a gallery in their order', () =>
  inFolder((folder) =>
    inReddit(async (trial) => {
      const media = await Promise.all([1, 2, 3].map((mark) => sampleFile('image', folder, mark)))
      const { ref } = await publish(reddit, trial.call, said('', {}, { parts: [{ text: 'Three cups', media }] }))
      assert.equal((await rawOf(trial, ref)).is_gallery, true)
    }),
  ))

test('a video without a picture to stand for it is refused while composing', () =>
  inFolder((folder) =>
    inReddit(async ({ call }) => {
      const media = [await sampleFile('video', folder, 1)]
      const findings = checkContent(
        reddit.composing,
        said('', {}, { parts: [{ text: '', media }] }),
        call.account.facts,
      )
      assert.ok(findings.some((one) => one.code === 'reddit.check.poster'))
    }),
  ))

test('a 200 that tells to take a break says for how long, and nothing stands', () =>
  inReddit(async ({ call, lab, door }) => {
    await door('tired', {
      words: 'Looks like you have been doing that a lot. Take a break for 7 minutes before trying again.',
    })
    await assert.rejects(publish(reddit, call, said('again')), (error: unknown) => {
      assert.ok(error instanceof NetworkFailure && error.kind === 'slow-down')
      return error.retryAfterMs === 7 * 60_000
    })
    assert.equal(lab.ledger.live('reddit').length, 0)
  }))

test('lines stay lines, and what looks like marks stays as it was written', () =>
  inReddit(async ({ call }) => {
    const written = '**Two** beans:\nKenya ^AA\n# not a heading\n5*4 and snake_case at https://roastery.example/a_b_c'
    const { ref } = await publish(reddit, call, said(written))
    const post = await reddit.readBack(call, ref)
    assert.ok(post !== 'gone')
    assert.equal(
      post.text,
      'Two beans:\nKenya ^AA\n# not a heading\n5*4 and snake_case at https://roastery.example/a_b_c',
    )
  }))

test('an answer whose own answer was lost is found among what was written', () =>
  inReddit(async ({ call, lab }) => {
    await lab.network('reddit').message?.('north_roasters', 'Do you ship?')
    const { items } = await reddit.inbox.poll(call, undefined)
    const [asked] = items
    assert.ok(asked?.kind === 'message')
    const step = reddit.inbox.reply?.(asked, 'We do.', call.account)
    const since = call.clock.now()
    lab.faults.add({ method: 'POST', act: 'drop', when: 'after-commit', times: 1 })
    await assert.rejects(async () => step?.run(call, freshKey(), {}), isKind('unknown-outcome'))
    const found = await step?.find?.(call, freshKey(), {}, since)
    assert.ok(found?.found)
  }))

test('what nobody posted is surely absent only when a late request can no longer arrive', () =>
  inReddit(async ({ call, lab }) => {
    const { post, postKey, done } = await prepare(reddit, call, said('never sent'), freshKey())
    const since = call.clock.now()
    const isSure = async () => {
      const found = await post.find?.(call, postKey, done, since)
      return found?.found === false ? found.sure : undefined
    }
    assert.equal(await isSure(), false)
    lab.clock.moveBy(6 * 60_000)
    assert.equal(await isSure(), true)
  }))
