import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { movableClock } from '../../kernel/clock.ts'
import type { Call, Network, RemotePost, Stream, Streamed } from '../contract.ts'
import type { LabNetwork } from '../lab/lab.ts'
import type { Town } from '../lab/town/living-town.ts'
import { isPost, type TownPost } from '../lab/town/post.ts'
import { onEmulator } from './on-emulator.ts'
import { until } from './suite.ts'

type Hearing = Network & Required<Pick<Network, 'search' | 'stream'>>

/** What strangers say in public of a brand arrives as they said it, by a search and by the stream. */
export function hearsStrangers(network: Hearing, emulator: LabNetwork, options: { skip?: string | false } = {}): void {
  const within = async (run: (call: Call, town: Town, move: (ms: number) => void) => Promise<void>) =>
    onEmulator(
      network,
      emulator,
      async (call, { lab }) => {
        const town = lab.town(emulator.id)
        assert.ok(town)
        await run(call, town, lab.clock.moveBy)
      },
      { town: true, clock: movableClock(workday) },
    )

  suite(`Strangers who speak of a brand on ${network.composing.id}`, { ...options, timeout: 60_000 }, () => {
    test('are found by its name, newest first, as they said it', () =>
      within(async (call, town) => {
        const { items } = await network.search(call, 'North', undefined)
        const said = new Map(town.recent().map((one) => [one.text, one]))
        assert.ok(items.length >= 10, String(items.length))
        for (const [index, one] of items.entries()) {
          isAsSaid(one, said.get(one.text))
          assert.ok(one.at <= (items[index - 1]?.at ?? one.at))
        }
      }))

    test('are heard as they speak, change their words and take them back', () =>
      within(async (call, town, move) => {
        const { heard, stop, failed } = listening(network.stream, call)
        await until(() => {
          move(5_000)
          return failed.length > 0 || heard.some((one) => one.what === 'said')
        })
        const from = call.clock.now()
        for (let turn = 0; turn < 80; turn++) {
          move(60_000)
          await new Promise((resolve) => setTimeout(resolve, 5))
          town.recent()
        }
        const happened = town.since(from)
        const last = happened.findLast((one) => one.kind === 'post')
        await until(() => failed.length > 0 || heard.some((one) => one.what === 'said' && isOf(one.post, last)))
        await stop()
        assert.deepEqual(failed, [])
        agrees(heard, happened.filter(isPost))
        for (const what of ['edited', 'deleted'])
          assert.ok(
            heard.some((one) => one.what === what),
            what,
          )
      }))
  })
}

/** At an hour when people speak. */
const workday = new Date('2027-03-03T09:00:00Z')

const isOf = (told: RemotePost, said: { at: Date; text?: string } | undefined) =>
  said !== undefined && told.text === said.text && seconds(told.at) === seconds(said.at)
/** Some networks tell no parts of seconds. */
const seconds = (moment: Date) => Math.floor(moment.getTime() / 1000)

/** Each that is no repost, once; answers name what they answer. */
function agrees(heard: Streamed[], said: TownPost[]): void {
  const told = heard.flatMap((one) => (one.what === 'said' ? [one.post] : []))
  assert.equal(new Set(told.map((one) => one.ref.id)).size, told.length)
  for (const one of said.filter((post) => post.kind !== 'repost')) {
    const found = told.filter((post) => isOf(post, one))
    assert.ok(found.length > 0, `${one.text} was not heard`)
    if (found.length === 1) isAsSaid(found[0], one)
  }
  assert.ok(told.some((one) => one.replyTo && told.some((other) => other.ref.id === one.replyTo)))
}

function isAsSaid(told: RemotePost | undefined, said: TownPost | undefined): void {
  assert.ok(told && said, `nobody said: ${told?.text}`)
  assert.equal(told.language, said.language)
  for (const link of said.links) assert.ok(told.links?.includes(link), `${told.links} lacks ${link}`)
  const tags = told.tags?.map((one) => one.toLowerCase()) ?? []
  for (const tag of said.tags) assert.ok(tags.includes(tag.toLowerCase()), `${tags} lacks ${tag}`)
}

function listening(stream: Stream, call: Call) {
  const end = new AbortController()
  const heard: Streamed[] = []
  const failed: unknown[] = []
  const run = (async () => {
    for await (const batch of stream.listen({ ...call, signal: end.signal }, {})) heard.push(...batch)
  })().catch((error: unknown) => failed.push(error))
  return {
    heard,
    failed,
    stop: async () => {
      end.abort()
      await run
    },
  }
}
