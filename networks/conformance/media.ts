import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkContent, isPublishable } from '../check-content.ts'
import type { MediaFacts } from '../compose.ts'
import type { MediaFile } from '../contract.ts'
import { dressed, publish } from './publishing.ts'
import { sampleFile } from './samples.ts'
import { failsAs, freshMark, isRef, labTest, type Suite } from './suite.ts'

const kinds: MediaFacts['kind'][] = ['image', 'gif', 'video', 'audio', 'document']

export function publishesMedia(suite: Suite): void {
  const { network, tried } = suite
  const { composing } = network
  const content = (media: MediaFile[]) => ({ parts: [{ text: `With a file ${freshMark()}`, media }], options: {} })

  for (const kind of kinds)
    test(`where it takes files of the kind ${kind}, one stands beside its text`, async (context) => {
      const { call, folder, connected } = tried()
      if (!composing.limits(connected.facts).media[kind]) return context.skip(`it takes no ${kind}`)
      const prepared = content([await sampleFile(kind, folder, 1)])
      const findings = checkContent(composing, await dressed(network, prepared), connected.facts)
      assert.ok(isPublishable(findings), JSON.stringify(findings))
      const { ref } = await publish(network, call, prepared)
      isRef(ref)
      const post = await network.readBack?.(call, ref)
      if (!post) return
      assert.ok(post !== 'gone')
      assert.deepEqual(
        post.media.map((one) => one.kind),
        [kind],
      )
      const described = composing.limits(connected.facts).media.altOn?.includes(kind) ?? kind !== 'document'
      if (composing.can.alt && described) assert.equal(post.media[0]?.alt, prepared.parts[0]?.media[0]?.alt)
    })

  test('as many pictures as it takes stand in the order they were given', async (context) => {
    const { call, folder, connected } = tried()
    const { media } = composing.limits(connected.facts)
    const number = Math.min(media.perPart, 4)
    if (!media.image || number < 2) return context.skip('it takes one picture at most')
    const files = await Promise.all(
      Array.from({ length: number }, (_, index) => sampleFile('image', folder, index + 1)),
    )
    const { ref } = await publish(network, call, content(files))
    const post = await network.readBack?.(call, ref)
    if (!post) return
    assert.ok(post !== 'gone')
    assert.equal(post.media.length, number)
    if (composing.can.alt)
      assert.deepEqual(
        post.media.map((one) => one.alt),
        files.map((file) => file.alt),
      )
  })

  labTest(
    suite,
    'a file that only calls itself a picture is rejected, and no post stands',
    async (lab, { call, folder, connected }) => {
      if (!composing.limits(connected.facts).media.image) return
      const broken = { bytesNow: async () => Buffer.from('MZ this is a program'), bytes: 20 }
      const { Readable } = await import('node:stream')
      const file = await sampleFile('image', folder, 7, {
        ...broken,
        open: () => Readable.from([Buffer.from('MZ this is a program')]),
      })
      const before = lab.ledger.live(composing.id).length
      await failsAs(call, 'rejected', () => publish(network, call, content([{ ...file, fit: async () => file }])))
      assert.equal(lab.ledger.live(composing.id).length, before)
    },
  )
}
