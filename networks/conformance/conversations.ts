import assert from 'node:assert/strict'
import { NetworkFailure } from '../../kernel/failure.ts'
import type { InboxActs } from '../contract/inbox.ts'
import type { Call, Interaction, Network, RemoteRef, Step } from '../contract.ts'
import { answeredLine, pictureLine, standingAfter } from '../lab/conversation-scene.ts'
import type { Deed } from '../lab/deeds.ts'
import type { Lab } from '../lab/lab.ts'
import { played } from '../lab/scenes.ts'
import { drain } from './hearing.ts'
import { showsPicture } from './pictures.ts'
import { freshKey, plain, publish } from './publishing.ts'
import { freshMark, labTest, type Suite } from './suite.ts'

/** Threads, edits, deletions, scripts, all directions of writing: the scene `conversation`, played under a post of the account. */
export function readsConversations(suite: Suite): void {
  const { network } = suite
  const { id } = network.composing

  labTest(
    suite,
    'of a conversation with all that is nasty but real nothing is lost, doubled, out of order or stale',
    async (lab, { call }) => {
      const { inbox } = network
      const handle = lab.network(id)
      if (!inbox?.reply || !handle.answered || !handle.comment || !network.publish) return
      if (!inbox.comments && !inbox.poll) return
      const { ref } = await publish(network, call, plain(`Let us talk ${freshMark()}`))
      const heard = hearing(network, call)
      await heard.listen()
      const { longestComment = 500 } = handle
      const scene = await lab.play(id, { kind: 'conversation' })
      const deeds = played(scene, lab.people, { longest: longestComment, messages: handle.message !== undefined })
      lab.clock.moveBy(5 * 60_000)
      const before = [...(await heard.listen()), ...(await under(network, call, ref))]
      const asked = deeds.find((one) => one.key.endsWith(answeredLine))
      const question = before.find((one) => asked?.does === 'comment' && isSaid(one, asked.text))
      assert.ok(question, 'the question that is to be answered was not heard')
      await answerTo(inbox, question, 'On Tuesday and Friday, at six.', call)?.run(call, freshKey(), {})
      lab.clock.moveBy(3 * 60_000)
      await heard.listen()

      const expected = expectedOn(lab, network, deeds)
      if (inbox.poll)
        heardWhole(heard.all, deeds, { edits: handle.edit !== undefined, answersOfOthers: !inbox.comments })
      const read = await under(network, call, ref)
      if (inbox.comments) readWhole(read, expected)
      const form = handle.pictures?.comments
      const shown = deeds.find((one) => one.key.endsWith(pictureLine))
      if (!form || shown?.does !== 'comment') return
      const seen = [...(handle.tellsNoPictures ? [] : heard.all.values()), ...read].filter((one) =>
        isSaid(one, shown.text),
      )
      assert.ok(seen.length > 0, 'the comment with a picture was not heard')
      for (const one of seen) await showsPicture(lab, one, form)
    },
  )
}

/** Undefined where the network lets nobody answer this. */
export function answerTo(inbox: InboxActs, to: Interaction, text: string, call: Call): Step | undefined {
  try {
    return inbox.reply?.(to, text, call.account)
  } catch (error) {
    if (error instanceof NetworkFailure && error.kind === 'rejected') return undefined
    throw error
  }
}

type Expected = { text: string; mayBeGone: boolean }

/** Where people can neither edit nor take back, their first words stand. What answers a deleted comment may go with it. */
function expectedOn(lab: Lab, network: Network, deeds: Deed[]): Expected[] {
  const { edit, erase } = lab.network(network.composing.id)
  const happened = deeds.filter((one) => (one.does === 'edit' ? edit : one.does === 'erase' ? erase : true))
  const gone = new Set(happened.flatMap((one) => (one.does === 'erase' ? [one.what] : [])))
  return standingAfter(happened).map(({ deed, text }) => ({
    text,
    mayBeGone: 'deed' in deed.under && gone.has(deed.under.deed),
  }))
}

/** Everything that polls tell; the last word on each id counts. */
export function hearing(network: Network, call: Call) {
  const all = new Map<string, Interaction>()
  let cursor: string | undefined
  return {
    all,
    listen: async () => {
      if (!network.inbox?.poll) return []
      const page = await drain(network, call, cursor)
      cursor = page.cursor
      for (const one of page.items) all.set(one.id, one)
      return page.items
    },
  }
}

export async function under(network: Network, call: Call, ref: RemoteRef): Promise<Interaction[]> {
  const items: Interaction[] = []
  let cursor: string | undefined
  for (let pages = 0; pages < 20; pages++) {
    const page = await network.inbox?.comments?.(call, ref, cursor)
    items.push(...(page?.items ?? []))
    cursor = page?.cursor
    if (!cursor) return items.filter((one) => !one.own && !one.deleted && one.author.id !== call.account.remoteId)
  }
  return assert.fail('the comments never end')
}

/**
 * Polled, each comment is one thing with one id, and its words are those of one of its versions. Of what people answer one another
 * some networks tell nothing: it is read under the post.
 */
function heardWhole(
  all: ReadonlyMap<string, Interaction>,
  deeds: Deed[],
  told: { edits: boolean; answersOfOthers: boolean },
): void {
  const heard = [...all.values()]
  for (const deed of deeds.filter((one) => one.does === 'comment')) {
    const later = deeds.flatMap((one) => (one.does === 'edit' && one.what === deed.key ? [one.text] : []))
    const versions = [deed.text, ...(told.edits ? later : [])]
    const fits = heard.filter((one) => versions.some((text) => isSaid(one, text)))
    const twins = deeds.filter((one) => one.does === 'comment' && versions.includes(one.text)).length
    const wasGone = deeds.some((one) => one.does === 'erase' && one.what === deed.key)
    const isOrphan = deeds.some((one) => one.does === 'erase' && one.what === targetOf(deed))
    const mustBeTold = !wasGone && !isOrphan && ('id' in deed.under || told.answersOfOthers)
    const what = `"${deed.text.slice(0, 80)}" was heard ${fits.length} times`
    assert.ok(fits.length <= twins && (fits.length >= 1 || !mustBeTold), what)
  }
}

const targetOf = (deed: Deed & { does: 'comment' }) => ('deed' in deed.under ? deed.under.deed : '')

/** Read under the post, exactly what stands is there, oldest first, each with an id of its own. */
function readWhole(read: Interaction[], expected: Expected[]): void {
  const must = expected.filter((one) => !one.mayBeGone).map((one) => plainly(one.text))
  const may = new Set(expected.filter((one) => one.mayBeGone).map((one) => plainly(one.text)))
  const texts = read.map((one) => plainly(one.text)).filter((text) => !may.has(text))
  assert.deepEqual([...texts].sort(), [...must].sort())
  assert.equal(new Set(read.map((one) => one.id)).size, read.length)
  const moments = read.filter((one) => one.kind === 'comment' && !one.replyTo).map((one) => one.at.getTime())
  assert.deepEqual(
    moments,
    [...moments].sort((a, b) => a - b),
    'they are not oldest first',
  )
}

const isSaid = (one: Interaction, text: string) => plainly(one.text) === plainly(text)

/** Without the names that an answer begins with on some networks, and the white space that others fold. */
const plainly = (text: string) =>
  text
    .replace(/^(?:@\S+\s+)+/, '')
    .replace(/\s+/g, ' ')
    .trim()
