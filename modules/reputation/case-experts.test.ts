import { deepEqual, equal, ok } from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { newId } from '../../kernel/id.ts'
import { type AnsweringDesk, openAnsweringDesk } from '../support/testing-answering.ts'
import { takeAnswer } from './case-experts.ts'

type Expert = { id: string; name: string; answer: string | null; forward: { id: string; state: string } | null }
type Whole = { id: string; experts: Expert[]; log: { text: string; by: { name: string } | null }[] }
type Asked = Whole & { sent: { link: string; mailed: boolean } }

suite('An expert of a case', () => {
  let here: AnsweringDesk
  let expertId = ''
  before(async () => {
    here = await openAnsweringDesk()
    const expert = { name: 'Dr. Ilieva', email: 'ilieva@lab.example', topics: ['skin'], language: 'en' }
    expertId = (await here.ask<{ id: string }>('POST', '/experts', expert)).body.id
  })
  after(() => here.close())

  const opened = async () => {
    const about = { title: 'Rash', problem: 'Some get a rash.', conversationIds: [here.conversationId] }
    const { body } = await here.ask<Whole>('POST', '/cases', about)
    const page = { url: 'https://blog.example/rash', quote: 'It itches.', author: 'A blog', tone: 'negative' }
    await here.ask('POST', `/cases/${body.id}/pages`, page)
    return `/cases/${body.id}`
  }
  const ask = (of: string, question: string) => here.ask<Asked>('POST', `${of}/experts`, { expertId, question })
  const told = async (forwardId: string) => {
    const { brandId, desk } = here
    const event = { cursor: newId(), type: 'forward.answered', workspaceId: null, brandId, at: desk.world.clock.now() }
    await takeAnswer(desk.world, { ...event, payload: { forwardId } })
  }

  test('is asked by mail with what the case knows, and what they answer comes back to it once', async () => {
    const of = await opened()
    const { status, body } = await ask(of, 'Is it safe?')
    equal(status, 200, JSON.stringify(body))
    const mail = here.desk.world.mails.at(-1)
    ok(mail?.to === 'ilieva@lab.example' && mail.text.includes(body.sent.link) && mail.text.includes('Is it safe?'))
    equal((await ask(of, 'Again?')).body.error.code, 'support.forwardedAlready')
    const link = `/api/asked/${body.sent.link.split('/').at(-1)}`
    type Seen = { question: string; lines: { who: string; text: string }[] }
    const seen = (await here.desk.ask<Seen>('GET', link)).body
    deepEqual(
      seen.lines.map((one) => [one.who, one.text]),
      [
        ['North', 'Rash\n\nSome get a rash.'],
        ['A blog', 'It itches.'],
        ['Ivana Petrova', 'How do I return my shoes?'],
      ],
    )
    equal((await here.desk.ask('POST', link, { body: { text: 'Yes, it is.' } })).status, 200)
    const forwardId = body.experts[0]?.forward?.id ?? ''
    await told(forwardId)
    await told(forwardId)
    const { experts, log } = (await here.ask<Whole>('GET', of)).body
    deepEqual(
      experts.map((one) => [one.name, one.answer, one.forward?.state]),
      [['Dr. Ilieva', 'Yes, it is.', 'answered']],
    )
    deepEqual(
      log.filter((one) => one.text.includes('Ilieva')).map((one) => [one.text, one.by?.name ?? null]),
      [
        ['Asked Dr. Ilieva', here.owner.me.name],
        ['Dr. Ilieva answered', null],
      ],
    )
    const notices = await here.desk.ask<{ items: { kind: string; href: string }[] }>('GET', '/api/notices', {
      as: here.owner,
    })
    ok(
      notices.body.items.some(
        (one) => one.kind === 'support.expert-answered' && one.href.endsWith(of.replace('/cases', '/reputation/cases')),
      ),
    )
    const byHand = await here.ask('PATCH', `${of}/experts/${experts[0]?.id}`, { answer: 'No.' })
    equal(byHand.body.error.code, 'reputation.expertAnswered')
  })

  test('who answers by telephone is noted by hand, and the question by mail is withdrawn', async () => {
    const of = await opened()
    const { body } = await ask(of, 'May one drink it?')
    const path = `${of}/experts/${body.experts[0]?.id}`
    equal((await here.ask('PATCH', path, { answer: 'She says yes.' })).status, 200)
    equal((await here.desk.ask('GET', `/api/asked/${body.sent.link.split('/').at(-1)}`)).status, 404)
    const { experts } = (await here.ask<Whole>('GET', of)).body
    deepEqual(
      experts.map((one) => [one.answer, one.forward?.state]),
      [['She says yes.', 'closed']],
    )
  })

  test('of another brand cannot be asked', async () => {
    const of = await opened()
    const other = await here.desk.brand('South')
    const theirs = { name: 'Theirs', email: 'theirs@lab.example', topics: [], language: 'en' }
    const made = await here.desk.ask<{ id: string }>('POST', `/api/brands/${other}/experts`, {
      ...{ as: here.owner, body: theirs },
    })
    equal((await here.ask('POST', `${of}/experts`, { expertId: made.body.id, question: 'You?' })).status, 404)
  })
})
