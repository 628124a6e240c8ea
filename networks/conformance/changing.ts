import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dressed, plain, publish } from './publishing.ts'
import { failsAs, freshMark, labTest, type Suite, standing } from './suite.ts'
import { readsBack } from './writing.ts'

export function changesWhatStands(suite: Suite): void {
  const { network, tried } = suite

  test('an edited post reads as edited, and editing it so twice changes nothing more', async (context) => {
    const { call, world } = tried()
    if (!network.edit) return context.skip('it cannot edit')
    const mark = freshMark()
    const { ref, done } = await publish(network, call, plain(`before ${mark}`))
    const after = plain(`після ${mark}`)
    const edited = await network.edit.run(call, ref, await dressed(network, after), done)
    const again = await network.edit.run(call, edited.ref ?? ref, await dressed(network, after), done)
    await readsBack(network, call, again.ref ?? ref, after)
    if (world.lab)
      assert.deepEqual(
        standing(world.lab, network, mark).map((one) => one.text),
        [`після ${mark}`],
      )
  })

  test('a removed post is gone, and removing it again is fine', async (context) => {
    const { call, world } = tried()
    if (!network.remove) return context.skip('it cannot remove')
    const mark = freshMark()
    const { ref, done } = await publish(network, call, plain(mark))
    assert.equal(await network.remove(call, ref, done), 'removed')
    const second = await network.remove(call, ref, done)
    assert.ok(second === 'already-gone' || second === 'removed')
    if (network.readBack) assert.equal(await network.readBack(call, ref), 'gone')
    if (world.lab) assert.equal(standing(world.lab, network, mark).length, 0)
  })

  labTest(suite, 'removing a thread with its first comment leaves nothing of it', async (lab, { call }) => {
    const { can } = network.composing
    if (!network.remove || !(can.thread || can.firstComment)) return
    const mark = freshMark()
    const texts = can.thread ? [`a ${mark}`, `b ${mark}`] : [`a ${mark}`]
    const content = {
      ...plain(''),
      parts: texts.map((text) => ({ text, media: [] })),
      ...(can.firstComment ? { firstComment: `c ${mark}` } : {}),
    }
    const { ref, done } = await publish(network, call, content)
    await network.remove(call, ref, done)
    assert.deepEqual(
      standing(lab, network, mark).map((one) => one.text),
      [],
    )
  })

  labTest(
    suite,
    'an edit longer than the limit is rejected and leaves the post as it was',
    async (lab, { call, connected }) => {
      if (!network.edit) return
      const mark = freshMark()
      const { ref, done } = await publish(network, call, plain(mark))
      const rules = network.composing.limits(connected.facts).text
      const long = `${mark} ${'a'.repeat(Math.max(...rules.map((rule) => rule.max)))}`
      const { run } = network.edit
      const longer = await dressed(network, plain(long))
      await failsAs(call, 'rejected', () => run(call, ref, longer, done))
      assert.deepEqual(
        standing(lab, network, mark).map((one) => one.text),
        [mark],
      )
    },
  )
}
