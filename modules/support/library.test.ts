import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { followMoved, forgetPerson } from './follow-conversations.ts'
import { remindExperts } from './forwards.ts'
import { type AnsweringDesk, openAnsweringDesk } from './testing-answering.ts'

suite('What helps to answer, over the API', () => {
  let here: AnsweringDesk
  let desk: AnsweringDesk['desk']
  let owner: AnsweringDesk['owner']
  let brandId: string
  let conversationId: string
  before(async () => {
    here = await openAnsweringDesk()
    ;({ desk, owner, brandId, conversationId } = here)
  })
  after(() => here.close())
  const ask: AnsweringDesk['ask'] = (...asked) => here.ask(...asked)
  const hear: AnsweringDesk['hear'] = (...said) => here.hear(...said)
  const labelsOn = async (id: string) =>
    (await desk.world.db.selectFrom('conversation').select('labels').where('id', '=', id).executeTakeFirstOrThrow())
      .labels

  test('a saved reply is filled for who is answered, in their language, and counts how often it was used', async () => {
    const texts = {
      en: 'Hi {person.firstName}, {agent.firstName} of {brand.name}',
      bg: 'Здравейте, {person.firstName}',
    }
    const made = await ask<{ id: string }>('POST', '/saved-replies', { name: 'Hello', shortcut: 'hi', texts })
    equal(made.status, 201, JSON.stringify(made.body))
    const fill = (body: object) => ask<{ text: string }>('POST', `/saved-replies/${made.body.id}/fill`, body)
    equal((await fill({ conversationId })).body.text, 'Hi Ivana, Olga of North')
    equal((await fill({ conversationId, language: 'bg' })).body.text, 'Здравейте, Ivana')
    const found = await ask<{ items: { used: number }[] }>('GET', '/saved-replies?q=здрав hello')
    deepEqual(
      found.body.items.map((one) => one.used),
      [2],
    )
    deepEqual((await ask<{ items: [] }>('GET', '/saved-replies?q=shoes')).body.items, [])
    const bad = await ask('POST', '/saved-replies', { name: 'Bad', texts: { en: 'Hi {person.nmae}' } })
    deepEqual(
      bad.body.error.fields.map(({ path, code }) => [path, code]),
      [['texts.en', 'support.unknownVariable']],
    )
    const again = await ask('POST', '/saved-replies', { name: 'Other', shortcut: 'HI', texts: { en: 'x' } })
    deepEqual(
      again.body.error.fields.map(({ path, code }) => [path, code]),
      [['shortcut', 'support.shortcutTaken']],
    )
  })

  test('a macro does all of its acts or none, and undone leaves the conversation as it was', async () => {
    const acts = [
      { do: 'label', add: ['return'], remove: [] },
      { do: 'assign', to: 'me' },
      { do: 'note', text: 'Waits for the parcel' },
      { do: 'state', state: 'done' },
    ]
    const made = await ask<{ id: string }>('POST', '/macros', { name: 'Return', acts })
    equal(made.status, 201, JSON.stringify(made.body))
    const ran = await ask<{ id: string }>('POST', `/macros/${made.body.id}/run`, { conversationId })
    equal(ran.status, 201, JSON.stringify(ran.body))
    deepEqual(await labelsOn(conversationId), ['return'])
    const state = () =>
      desk.world.db
        .selectFrom('conversation')
        .select(['state', 'assigneeId'])
        .where('id', '=', conversationId)
        .executeTakeFirstOrThrow()
    deepEqual(await state(), { state: 'done', assigneeId: owner.me.id })
    const undone = await ask<{ kept: string[] }>('POST', `/macro-runs/${ran.body.id}/undo`)
    deepEqual(undone.body.kept, [])
    deepEqual([await state(), await labelsOn(conversationId)], [{ state: 'open', assigneeId: null }, []])
    equal((await ask('POST', `/macro-runs/${ran.body.id}/undo`)).status, 409)
    const twice = await ask('POST', '/macros', { name: 'Twice', acts: [acts[1], acts[1]] })
    deepEqual(
      twice.body.error.fields.map(({ path, code }) => [path, code]),
      [['acts.1.do', 'support.actTwice']],
    )
  })

  test('a label keeps its conversations under a new name, and two are not called the same', async () => {
    const made = await ask<{ id: string }>('POST', '/labels', { name: 'vip', color: '#336699' })
    const id = await hear('Vip', 'Hi')
    await desk.world.db
      .updateTable('conversation')
      .set({ labels: ['vip', 'other'] })
      .where('id', '=', id)
      .execute()
    equal((await ask('POST', '/labels', { name: 'VIP', color: '#336699' })).status, 422)
    equal((await ask('PATCH', `/labels/${made.body.id}`, { name: 'Very important' })).status, 200)
    deepEqual((await labelsOn(id)).sort(), ['Very important', 'other'])
    const macro = { name: 'Important', acts: [{ do: 'label', add: ['Very important'], remove: [] }] }
    const { id: macroId } = (await ask<{ id: string }>('POST', '/macros', macro)).body
    equal((await ask('PATCH', `/labels/${made.body.id}`, { name: 'Guest' })).status, 200)
    const { items } = (await ask<{ items: { id: string; acts: unknown[] }[] }>('GET', '/macros')).body
    deepEqual(items.find((one) => one.id === macroId)?.acts, [{ do: 'label', add: ['Guest'], remove: [] }])
  })

  test('a removed label stays a word on conversations, unless it is to go everywhere', async () => {
    const id = await hear('Twofold', 'Twofold')
    const labels = ['word', 'gone']
    await desk.world.db.updateTable('conversation').set({ labels }).where('id', '=', id).execute()
    const made = async (name: string) =>
      (await ask<{ id: string }>('POST', '/labels', { name, color: '#336699' })).body.id
    equal((await ask('DELETE', `/labels/${await made('word')}`)).status, 204)
    equal((await ask('DELETE', `/labels/${await made('gone')}?everywhere=true`)).status, 204)
    deepEqual(await labelsOn(id), ['word'])
  })

  test('an article is read by everybody as a plain page in its languages, and nothing on it runs', async () => {
    const version = {
      title: 'Returns & refunds',
      body: 'Within **14 days**.\n<script>alert(1)</script>',
      published: true,
    }
    const made = await ask<{ id: string; url: string }>('POST', '/articles', {
      ...{ slug: 'returns', topic: 'Orders', language: 'en', version },
    })
    equal(made.status, 201, JSON.stringify(made.body))
    const bulgarian = { title: 'Връщане', body: 'До 14 дни.', published: true }
    await ask('PUT', `/articles/${made.body.id}/versions/bg`, bulgarian)
    await ask('PUT', `/articles/${made.body.id}/versions/uk`, { ...bulgarian, title: 'Чернетка', published: false })
    const page = await fetch(new URL(`/help/${brandId}/returns`, desk.address), {
      headers: { 'accept-language': 'bg' },
    })
    const html = await page.text()
    equal(page.headers.get('content-type'), 'text/html; charset=utf-8')
    match(page.headers.get('content-security-policy') ?? '', /^default-src 'none'; style-src 'sha256-[^']+'; base-uri/)
    ok(html.includes('<html lang="bg">') && html.includes('<h1>Връщане</h1>'))
    ok(html.includes('hreflang="en"') && html.includes('rel="canonical"') && !html.includes('Чернетка'))
    const english = await (await fetch(new URL(`/help/${brandId}/returns?lang=en`, desk.address))).text()
    ok(english.includes('Returns &#38; refunds') && !/<script/i.test(english))
    const index = await (await fetch(new URL(`/help/${brandId}`, desk.address))).text()
    ok(index.includes(`href="/help/${brandId}/returns?lang=en"`))
    equal((await fetch(new URL(`/help/${brandId}/nothing`, desk.address))).status, 404)
    type Found = { items: { title: string; text: string; url: string }[] }
    const found = await ask<Found>('GET', '/article-suggestions?q=I want a refund&language=en')
    deepEqual(
      found.body.items.map((one) => one.title),
      ['Returns & refunds'],
    )
    deepEqual((await ask<Found>('GET', '/article-suggestions?q=the weather')).body.items, [])
  })

  test('an expert is asked by mail, answers without an account, once, and who asked is told', async () => {
    const { world } = desk
    const expert = { name: 'Dr. Ilieva', email: 'ilieva@lab.example', topics: ['skin'], language: 'bg' }
    const { id: expertId } = (await ask<{ id: string }>('POST', '/experts', expert)).body
    const path = `/conversations/${conversationId}/forwards`
    const asked = await ask<{ id: string; link: string }>('POST', path, { expertId, question: 'Is it safe?' })
    equal(asked.status, 201, JSON.stringify(asked.body))
    const mail = world.mails.at(-1)
    equal(mail?.to, 'ilieva@lab.example')
    ok(mail?.text.includes(asked.body.link) && mail.text.includes('Is it safe?'))
    const token = asked.body.link.split('/').at(-1)
    equal((await ask('POST', path, { expertId, question: 'Again?' })).body.error.code, 'support.forwardedAlready')
    const own = await ask<{ id: string }>('POST', '/experts', { ...expert, name: 'Me', email: 'OLGA@desk.example' })
    const circle = await ask('POST', path, { expertId: own.body.id, question: 'Me?' })
    deepEqual(
      circle.body.error.fields.map(({ path, code }) => [path, code]),
      [['expertId', 'support.forwardCircle']],
    )
    world.clock.moveBy(25 * 3600_000)
    await remindExperts(world)
    await remindExperts(world)
    equal(world.mails.filter((one) => one.to === 'ilieva@lab.example').length, 2)
    type Seen = { question: string; lines: { text: string }[]; answer: string | null }
    const seen = await desk.ask<Seen>('GET', `/api/asked/${token}`)
    deepEqual([seen.body.question, seen.body.lines[0]?.text], ['Is it safe?', 'How do I return my shoes?'])
    const answered = await desk.ask<Seen>('POST', `/api/asked/${token}`, { body: { text: 'Yes, it is.' } })
    equal(answered.body.answer, 'Yes, it is.')
    equal((await desk.ask('POST', `/api/asked/${token}`, { body: { text: 'No.' } })).status, 409)
    equal((await desk.ask('GET', `/api/asked/${token}x`)).status, 404)
    const notes = await world.db
      .selectFrom('conversationNote')
      .select('text')
      .where('conversationId', '=', conversationId)
      .execute()
    ok(notes.some((one) => one.text === 'Dr. Ilieva answers: Yes, it is.'))
    const notices = await desk.ask<{ items: { kind: string }[] }>('GET', '/api/notices', { as: owner })
    ok(notices.body.items.some((one) => one.kind === 'support.expert-answered'))
  })

  test('a question that would come back to who asked it, over somebody who still waits, is stopped', async () => {
    const talk = await hear('Circle', 'Who knows?')
    const ben = await desk.person('Ben Back', { [brandId]: 'editor' })
    const expertAt = async (name: string, email: string) => {
      const expert = { name, email, topics: [], language: 'en' }
      return (await ask<{ id: string }>('POST', '/experts', expert)).body.id
    }
    const path = `/conversations/${talk}/forwards`
    const toBen = await expertAt('Ben', 'Ben.Back@desk.example')
    const { items } = (await ask<{ items: { id: string; email: string }[] }>('GET', '/experts')).body
    const toOlga = items.find((one) => one.email.toLowerCase() === 'olga@desk.example')?.id
    const asked = await ask<{ id: string }>('POST', path, { expertId: toBen, question: 'Do you?' })
    equal(asked.status, 201, JSON.stringify(asked.body))
    const back = await ask('POST', path, { expertId: toOlga, question: 'Do you?' }, ben)
    deepEqual([back.status, back.body.error.fields[0]?.code], [422, 'support.forwardCircle'])
    equal((await ask('POST', `/forwards/${asked.body.id}/close`)).status, 204)
    equal((await ask('POST', path, { expertId: toOlga, question: 'Do you?' }, ben)).status, 201)
  })

  test('a link to an expert that was withdrawn leads nowhere', async () => {
    const { items } = (await ask<{ items: { id: string }[] }>('GET', '/experts')).body
    const path = `/conversations/${conversationId}/forwards`
    const asked = await ask<{ id: string; link: string }>('POST', path, {
      expertId: items[0]?.id,
      question: 'And now?',
    })
    equal((await ask('POST', `/forwards/${asked.body.id}/close`)).status, 204)
    equal((await desk.ask('GET', `/api/asked/${asked.body.link.split('/').at(-1)}`)).status, 404)
  })

  test('what belongs to a conversation goes on with the one it was joined with, and of who is erased no words stay', async () => {
    const { world } = desk
    const from = await hear('Twice', 'First half')
    const to = await hear('Twice again', 'Second half')
    const { items } = (await ask<{ items: { id: string }[] }>('GET', '/experts')).body
    const asked = await ask<{ link: string }>('POST', `/conversations/${from}/forwards`, {
      ...{ expertId: items[0]?.id, question: 'Whose half?' },
    })
    const event = { cursor: '', type: '', workspaceId: null, brandId, at: world.clock.now() }
    await followMoved(world, { ...event, payload: { conversationId: from, movedTo: to } })
    const there = await ask<{ items: { question: string }[] }>('GET', `/conversations/${to}/forwards`)
    deepEqual(
      there.body.items.map((one) => one.question),
      ['Whose half?'],
    )
    const { identityId } = await world.db
      .selectFrom('conversation')
      .select('identityId')
      .where('id', '=', from)
      .executeTakeFirstOrThrow()
    await forgetPerson(world, { ...event, payload: { identityIds: [identityId ?? ''] } })
    const seen = await desk.ask<{ lines: unknown[] }>('GET', `/api/asked/${asked.body.link.split('/').at(-1)}`)
    deepEqual(seen.body.lines, [])
  })

  test('nobody of another brand sees or touches any of it, and a viewer changes nothing', async () => {
    const other = await desk.brand('South')
    const stranger = await desk.person('Sam Stranger', { [other]: 'manager' })
    const viewer = await desk.person('Vera Viewer', { [brandId]: 'viewer' })
    for (const path of ['/labels', '/saved-replies', '/articles', '/duty', '/service-levels', '/alert-choices'])
      equal((await ask('GET', path, undefined, stranger)).status, 404, path)
    const theirs = `/api/brands/${other}/conversations/${conversationId}/forwards`
    equal((await desk.ask('GET', theirs, { as: stranger })).status, 404)
    equal((await ask('POST', '/labels', { name: 'x', color: '#336699' }, viewer)).status, 403)
    equal((await ask('PUT', '/service-levels', { levels: [] }, viewer)).status, 403)
    equal((await ask('GET', '/alert-channels', undefined, viewer)).status, 403)
  })
})
