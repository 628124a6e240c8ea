import assert from 'node:assert/strict'
import type { Interaction, Network } from '../contract.ts'
import type { Lab } from '../lab/lab.ts'
import { answerTo, hearing, under } from './conversations.ts'
import { deliveredIn } from './hearing.ts'
import { showsPicture } from './pictures.ts'
import { freshKey, plain, publish } from './publishing.ts'
import { freshMark, labTest, type Suite } from './suite.ts'

/** Nine of ten answer back, each by a chance of their own: that none of so many does happens once in a million. */
const asking = 6

/** The people of the lab go on after an answer: in public, and in private. */
export function answersBack(suite: Suite): void {
  const { network } = suite
  const { id } = network.composing

  labTest(suite, 'who is answered under a post may answer back', async (lab, { call }) => {
    const { inbox } = network
    const { comment, answered } = lab.network(id)
    if (!inbox?.reply || !comment || !answered || !network.publish) return
    if (!inbox.comments && !inbox.poll) return
    const { ref } = await publish(network, call, plain(`Ask us anything ${freshMark()}`))
    const heard = hearing(network, call)
    await heard.listen()
    const questions = lab.people.regulars.slice(-asking).map((person) => ({ person, text: `How long? ${freshMark()}` }))
    for (const { person, text } of questions) await comment(ref.id, text, { person })
    const all = async () => [...(await heard.listen()), ...(await under(network, call, ref))]
    const asked = wordsIn(await all(), questions)
    assert.equal(asked.length, asking, 'not every question was heard')
    const before = new Set(asked.map((one) => one.id))
    const steps = asked.flatMap((one) => answerTo(inbox, one, helpful(), call) ?? [])
    if (steps.length === 0) return
    await amongSociablePeople(lab, async () => {
      for (const step of steps) await step.run(call, freshKey(), {})
      lab.clock.moveBy(3 * 60_000)
      const back = (await all()).filter((one) => !one.own && !before.has(one.id))
      const who = asked.filter(({ author }) => back.some((one) => one.author.id === author.id))
      assert.notEqual(who.length, 0, `nobody of ${asking} answered back`)
    })
  })

  labTest(suite, 'who is answered in private may answer back there', async (lab, { call }) => {
    const { inbox } = network
    const { message, answered } = lab.network(id)
    if (!inbox?.reply || !inbox.kinds.includes('message') || !message || !answered) return
    const heard = hearing(network, call)
    await heard.listen()
    const questions = lab.people.regulars
      .slice(-2 * asking, -asking)
      .map((person) => ({ person, text: `Are you open? ${freshMark()}` }))
    const ids: string[] = []
    for (const { person, text } of questions) ids.push(await message('north_roasters', text, { person }))
    const told = inbox.poll ? await heard.listen() : await deliveredIn(network, lab, ids)
    const asked = wordsIn(told, questions)
    assert.equal(asked.length, asking, `${asked.length} of ${asking} messages were heard`)
    const known = new Set(asked.map((one) => one.id))
    await amongSociablePeople(lab, async () => {
      for (const one of asked) await inbox.reply?.(one, helpful(), call.account).run(call, freshKey(), {})
      lab.clock.moveBy(3 * 60_000)
      const now = await newMessages(network, lab, heard)
      const back = now.filter((one) => one.kind === 'message' && !one.own && !known.has(one.id))
      const who = asked.filter(({ author }) => back.some((one) => one.author.id === author.id))
      assert.notEqual(who.length, 0, `nobody of ${asking} answered back`)
    })
  })

  labTest(suite, 'a picture in a private message is heard with its words', async (lab, { call }) => {
    const { inbox } = network
    const { message, pictures } = lab.network(id)
    if (!inbox?.kinds.includes('message') || !message || !pictures?.messages) return
    const heard = hearing(network, call)
    await heard.listen()
    const text = `This is how it came. ${freshMark()}`
    const sent = await message('north_roasters', text, { person: lab.people.regulars[0], picture: true })
    const told = inbox.poll ? await heard.listen() : await deliveredIn(network, lab, [sent])
    const found = wordsIn(told, [{ text }])
    assert.equal(found.length, 1)
    for (const one of found) await showsPicture(lab, one, pictures.messages)
  })
}

/** More than a few words, and other ones each time. */
const helpful = () => `Thank you for asking, it takes two days by post. ${freshMark()}`

const wordsIn = (told: Interaction[], questions: { text: string }[]): Interaction[] =>
  questions.flatMap(({ text }) => told.find((one) => one.text.includes(text)) ?? [])

/** While it runs people are sociable; what they still have in mind then happens before they are quiet again. */
async function amongSociablePeople(lab: Lab, run: () => Promise<void>): Promise<void> {
  lab.letPeopleTalk(true)
  try {
    await run()
  } finally {
    lab.letPeopleTalk(false)
    lab.clock.moveBy(10 * 60_000)
  }
}

/** Where the network tells webhooks alone, a question to it lets its people act, and what they did is delivered. */
async function newMessages(network: Network, lab: Lab, heard: ReturnType<typeof hearing>): Promise<Interaction[]> {
  if (network.inbox?.poll) return heard.listen()
  const { id } = network.composing
  await lab.catchUp(id)
  const back = lab.deeds(id).filter((one) => one.key.endsWith(' back') && one.id !== '')
  return deliveredIn(
    network,
    lab,
    back.map((one) => one.id),
  )
}
