import assert from 'node:assert/strict'
import type { Json } from '../../kernel/json.ts'
import type { Call, Interaction, Network, RemotePost, RemoteRef } from '../contract.ts'
import type { Lab } from '../lab/lab.ts'
import { freshKey, plain, publish } from './publishing.ts'
import { freshMark, isRef, labTest, type Suite, standing } from './suite.ts'

/** As many as come in a minute of a crisis. */
const crowd = 230

export function hearsPeople(suite: Suite): void {
  const { network } = suite
  const { id } = network.composing

  labTest(suite, 'the inbox gives each comment exactly once, over any number of polls', async (lab, { call }) => {
    const { inbox } = network
    const say = lab.network(id).comment
    if (!inbox?.poll || !say || !network.publish) return
    const cursor = (await drain(network, call, undefined)).cursor
    const { ref } = await publish(network, call, plain(`Talk to me ${freshMark()}`))
    const words = ['Where can I get it? 🙂', 'Де купити?', 'Къде?'].map((word) => `${word} ${freshMark()}`)
    for (const word of words.slice(0, 2)) await say(ref.id, word)
    const first = await drain(network, call, cursor)
    await say(ref.id, words[2] ?? '')
    const second = await drain(network, call, first.cursor)
    const third = await drain(network, call, second.cursor)
    const heard = (page: Interaction[]) =>
      page.map((one) => one.text).filter((text) => words.some((word) => text.includes(word))).length
    assert.deepEqual([heard(first.items), heard(second.items), heard(third.items)], [2, 1, 0])
    const all = [...first.items, ...second.items]
    assert.equal(new Set(all.map((one) => `${one.kind} ${one.id}`)).size, all.length)
    for (const one of all)
      assert.ok(inbox.kinds.includes(one.kind) && one.author.id && one.author.handle && one.at instanceof Date)
  })

  labTest(suite, 'of a crowd that speaks between two questions nobody is lost', async (lab, { call }) => {
    const { inbox } = network
    const say = lab.network(id).comment
    if (!inbox?.poll || !say || !network.publish) return
    const cursor = (await drain(network, call, undefined)).cursor
    const { ref } = await publish(network, call, plain(`Talk to me ${freshMark()}`))
    const mark = freshMark()
    for (let n = 0; n < crowd; n++) await say(ref.id, `Voice ${n} ${mark}`)
    const heard = (await drain(network, call, cursor)).items.filter((one) => one.text.includes(mark))
    assert.equal(new Set(heard.map((one) => /Voice (\d+)/.exec(one.text)?.[1])).size, crowd)
    assert.equal(heard.length, crowd)
  })

  labTest(suite, 'comments under a post are read oldest first, and can be answered once', async (lab, { call }) => {
    const { inbox } = network
    if (!inbox?.comments || !lab.network(id).comment || !network.publish) return
    const { ref } = await publish(network, call, plain(`Ask away ${freshMark()}`))
    const comment = await commented(lab, network, call, ref, 'Do you ship?')
    if (!inbox.reply) return
    const mark = freshMark()
    const step = inbox.reply(comment, `Yes we do. ${mark}`, call.account)
    assert.equal(step.role, 'post')
    const key = freshKey()
    isRef((await step.run(call, key, {})).ref)
    if (step.again.way === 'same-key') await step.run(call, key, {})
    assert.equal(standing(lab, network, mark).length, 1)
  })

  labTest(
    suite,
    'the inbox gives each private message exactly once, and it can be answered once',
    async (lab, { call }) => {
      const { inbox } = network
      const write = lab.network(id).message
      if (!inbox?.kinds.includes('message') || !write) return
      const cursor = inbox.poll && (await drain(network, call, undefined)).cursor
      const words = [`Добър ден! ${freshMark()}`, `Ви відкриті? ${freshMark()}`]
      const ids: string[] = []
      for (const word of words) ids.push(await write('north_roasters', word))
      const told = inbox.poll ? (await drain(network, call, cursor)).items : await deliveredIn(network, lab, ids)
      const heard = told.filter((one) => one.kind === 'message' && !one.own)
      assert.deepEqual(heard.map((one) => one.text).sort(), [...words].sort())
      const [first] = heard
      assert.ok(first?.author.id)
      if (!inbox.reply) return
      const mark = freshMark()
      const step = inbox.reply(first, `Dobrý den. ${mark}`, call.account)
      const key = freshKey()
      isRef((await step.run(call, key, {})).ref)
      if (step.again.way === 'same-key') await step.run(call, key, {})
      assert.equal(standing(lab, network, mark).length, 1)
    },
  )

  labTest(suite, 'what stands on the account is read newest first, page by page, each once', async (_lab, { call }) => {
    const { ownPosts } = network
    if (!ownPosts || !network.publish) return
    const marks = [freshMark(), freshMark(), freshMark()]
    for (const mark of marks) await publish(network, call, plain(`Own ${mark}`))
    const ids: string[] = []
    const seen: string[] = []
    let cursor: string | undefined
    for (let pages = 0; pages < 50; pages++) {
      const page = await ownPosts(call, cursor)
      ids.push(...page.items.map((one) => one.ref.id))
      seen.push(...page.items.map((one) => one.text))
      cursor = page.cursor
      if (!cursor) break
    }
    assert.equal(cursor, undefined, 'it ends')
    assert.equal(new Set(ids).size, ids.length)
    const order = marks.map((mark) => seen.findIndex((text) => text.includes(mark)))
    assert.ok(
      order.every((place) => place >= 0),
      'a post is not among them',
    )
    assert.deepEqual(
      [...order].sort((a, b) => b - a),
      order,
      'they are not newest first',
    )
  })

  labTest(suite, 'the numbers of a post fit what happened to it', async (lab, { call }) => {
    const { metrics } = network
    if (!metrics) return
    const account = await metrics.account?.(call)
    for (const value of Object.values(account ?? {})) assert.ok(Number.isInteger(value) && value >= 0)
    if (!network.publish) return
    const { ref } = await publish(network, call, plain(`Count me ${freshMark()}`))
    if (lab.network(id).comment) await lab.network(id).comment?.(ref.id, 'One.')
    const numbers = (await metrics.posts?.(call, [ref]))?.[ref.id]
    if (!metrics.posts) return
    assert.ok(numbers, 'the post has no numbers')
    for (const value of Object.values(numbers)) assert.ok(Number.isInteger(value) && value >= 0)
    if (lab.network(id).comment && numbers.comments !== undefined) assert.equal(numbers.comments, 1)
    assert.deepEqual(await metrics.posts(call, []), {})
  })

  labTest(suite, 'moderation acts are done once however often they are asked', async (lab, { call }) => {
    const { moderate, inbox } = network
    if (!moderate || !inbox?.comments || !lab.network(id).comment) return
    const { ref } = await publish(network, call, plain(`Be kind ${freshMark()}`))
    const comment = await commented(lab, network, call, ref, 'spam spam')
    for (const act of ['like', 'unlike', 'hide', 'unhide', 'report', 'block', 'unblock'] as const) {
      const run = moderate[act]
      await run?.(call, comment)
      if (act !== 'report') await run?.(call, comment)
    }
  })

  labTest(suite, 'a search gives the newest first, page by page, each once', async (_lab, { call }) => {
    const { search } = network
    if (!search || !network.publish) return
    const mark = freshMark()
    for (let n = 0; n < 3; n++)
      await publish(network, call, plain(`Find ${n} ${network.searchesBy === 'tags' ? '#' : ''}${mark}`))
    const found: RemotePost[] = []
    let cursor: string | undefined
    for (let pages = 0; pages < 5; pages++) {
      const page = await search(call, mark, cursor)
      found.push(...page.items)
      cursor = page.cursor
      if (!cursor || page.items.length === 0) break
    }
    assert.equal(new Set(found.map((one) => one.ref.id)).size, 3)
    assert.equal(found.length, 3, 'told twice')
    const moments = found.map((one) => one.at.getTime())
    assert.deepEqual(
      moments,
      moments.toSorted((a, b) => b - a),
    )
    for (const one of found) {
      assert.ok(one.kind && !Number.isNaN(one.at.getTime()))
      for (const link of one.links ?? []) assert.doesNotThrow(() => new URL(link))
      for (const number of Object.values(one.numbers ?? {})) assert.ok(Number.isFinite(number) && number >= 0)
    }
  })

  labTest(suite, 'a search finds a post by its word', async (_lab, { call }) => {
    if (!network.search || !network.publish) return
    const mark = freshMark()
    const { ref } = await publish(network, call, plain(`Find ${network.searchesBy === 'tags' ? '#' : ''}${mark}`))
    const { items } = await network.search(call, mark, undefined)
    assert.deepEqual(
      items.map((one) => one.ref.id),
      [ref.id],
    )
  })
}

/** What the network tells a webhook of these. */
export async function deliveredIn(network: Network, lab: Lab, ids: string[]): Promise<Interaction[]> {
  const told: Interaction[] = []
  for (const one of ids) {
    const request = await lab.network(network.composing.id).delivery?.(one, 'https://desk.example/hooks/door')
    const body = JSON.parse(request?.body.toString('utf8') ?? 'null') as Json
    told.push(...(network.webhooks?.read(body) ?? []).map(({ what }) => what))
  }
  return told
}

/** Polls until there is nothing new. */
export async function drain(
  network: Network,
  call: Call,
  from: string | undefined,
): Promise<{ items: Interaction[]; cursor: string | undefined }> {
  const items: Interaction[] = []
  let cursor = from
  for (let polls = 0; polls < 50; polls++) {
    const page = await network.inbox?.poll?.(call, cursor)
    items.push(...(page?.items ?? []))
    cursor = page?.cursor ?? cursor
    if (!page || page.items.length === 0) return { items, cursor }
  }
  return assert.fail('the inbox never ends')
}

async function commented(lab: Lab, network: Network, call: Call, ref: RemoteRef, text: string): Promise<Interaction> {
  for (const word of [text, 'And again.']) await lab.network(network.composing.id).comment?.(ref.id, word)
  const page = await network.inbox?.comments?.(call, ref, undefined)
  assert.deepEqual(
    page?.items.map((one) => one.text),
    [text, 'And again.'],
  )
  const first = page?.items[0]
  assert.ok(first)
  return first
}
