import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import type { z } from 'zod'
import { inTransaction } from '../../kernel/db/connect.ts'
import { module as brandModule } from '../../modules/brand/index.ts'
import type * as shapes from '../../modules/people/api.ts'
import { meetAuthors, module as peopleModule } from '../../modules/people/index.ts'
import { module as supportModule } from '../../modules/support/index.ts'
import { module as teamModule } from '../../modules/team/index.ts'
import { type Person, type ServedDesk, serveDesk } from './testing.ts'

type Told = { error: { code: string; message: string; fields: { path: string; code: string; message: string }[] } }
type Known = z.output<typeof shapes.Person>
type Page = z.output<typeof shapes.PersonPage>
type Windows = z.output<typeof shapes.TemperatureWindows>
const day = 86_400_000

suite('People who speak to a brand, over the API', () => {
  let desk: ServedDesk
  let owner: Person
  let brandId: string
  before(async () => {
    desk = await serveDesk({ modules: [teamModule, brandModule, peopleModule, supportModule] })
    owner = await desk.owner()
    brandId = await desk.brand('Coffee')
  })
  after(() => desk.close())

  const ask = <T>(method: string, path: string, body?: unknown) =>
    desk.ask<T>(method, `/api/brands/${brandId}/people${path}`, { as: owner, body })
  const met = async (handle: string, name: string, network = 'bluesky') => {
    const now = desk.world.clock.now()
    const authors = [{ person: { id: handle, handle, name }, at: now, kind: 'comment' as const }]
    const of = { brandId, network, server: 'https://one.example', authors }
    const found = await inTransaction(desk.world.db, (tx) => meetAuthors(tx, of, now))
    return found.get(handle)?.personId ?? ''
  }
  const fieldOf = async (asked: Promise<{ status: number; body: Told }>) => {
    const { status, body } = await asked
    return [status, body.error.fields[0]?.path, body.error.fields[0]?.code]
  }

  test('what is wrong is told at its field, in the caller’s language', async () => {
    const path = `/${await met('wrong', 'Wrong')}`
    const patch = (body: unknown) => fieldOf(ask<Told>('PATCH', path, body))
    deepEqual(await patch({ tags: ['good', '  '] }), [422, 'tags.1', 'people.emptyTag'])
    deepEqual(await patch({ language: 'not a language' }), [422, 'language', 'people.badLanguage'])
    const unsaid = { state: 'given', source: ' ', at: '2026-11-22T10:00:00Z' }
    deepEqual(await patch({ consent: unsaid }), [422, 'consent.source', 'people.noConsentSource'])
    deepEqual(await fieldOf(ask<Told>('POST', `${path}/notes`, { text: ' ' })), [422, 'text', 'people.emptyNote'])
    const windows = (items: unknown) => fieldOf(ask<Told>('PUT', '/windows', { items }))
    const usual = { topic: '', warmSeconds: 86_400, coolingSeconds: 86_400 }
    const short = { ...usual, warmSeconds: 899 }
    deepEqual(await windows([short]), [422, 'items.0.warmSeconds', 'people.warmTooShort'])
    const cold = { ...usual, coolingSeconds: 3_600 }
    deepEqual(await windows([usual, { ...cold, topic: 'x' }]), [
      422,
      'items.1.coolingSeconds',
      'people.coolingTooShort',
    ])
    deepEqual(await windows([usual, usual]), [422, 'items.1.topic', 'people.topicTwice'])
    await desk.ask('PATCH', '/api/me', { as: owner, body: { locale: 'uk' } })
    const { body } = await ask<Told>('POST', `${path}/merge`, { other: path.slice(1) })
    await desk.ask('PATCH', '/api/me', { as: owner, body: { locale: 'en' } })
    match(body.error.fields[0]?.message ?? '', /та сама людина/)
  })

  test('somebody cools as time passes, sooner or later by the topic they are tagged with, and the reason says so', async () => {
    const personId = await met('cooler', 'Cooler')
    await ask('PATCH', `/${personId}`, { tags: ['wedding'] })
    const warmth = async () => (await ask<Known>('GET', `/${personId}`)).body.warmth
    equal((await warmth()).temperature, 'warm')
    desk.world.clock.moveBy(2 * day)
    equal((await warmth()).temperature, 'cooling')
    match((await warmth()).reason, /2 days ago.*1 day.*30 days.*usual windows/)
    const wedding = { topic: 'wedding', warmSeconds: (7 * day) / 1000, coolingSeconds: (300 * day) / 1000 }
    const { body } = await ask<Windows>('PUT', '/windows', { items: [wedding] })
    deepEqual(
      body.items.map(({ topic }) => topic),
      ['', 'wedding'],
    )
    deepEqual([(await warmth()).temperature, (await warmth()).topic], ['warm', 'wedding'])
    const found = await ask<Page>('GET', '?temperature=warm&tag=wedding')
    deepEqual(
      found.body.items.map(({ id }) => id),
      [personId],
    )
    type Temperatures = z.output<typeof shapes.Temperatures>
    const { body: told } = await ask<Temperatures>('GET', '/temperatures')
    deepEqual([told.people.warm, told.sales, told.shares, told.ruleOfThumb.warm], [1, 0, null, 0.8])
  })

  test('a pair that is suggested is merged and undone over the API, and then no longer suggested', async () => {
    const [one, two] = [await met('rare_name', 'One'), await met('rare_name', 'Two', 'mastodon')]
    type Suggestions = z.output<typeof shapes.Suggestions>
    const pairs = async () => (await ask<Suggestions>('GET', '/suggestions')).body.items
    const [pair] = await pairs()
    deepEqual([pair?.person.id, pair?.other.id].sort(), [one, two].sort())
    match(pair?.reasons[0]?.text ?? '', /Same handle.*rare_name/)
    const merged = await ask<Known>('POST', `/${one}/merge`, { other: two })
    deepEqual([merged.body.identities.length, merged.body.merges[0]?.name], [2, 'Two'])
    equal((await pairs()).length, 0)
    const undone = await ask<Known>('POST', `/merges/${merged.body.merges[0]?.id}/undo`)
    deepEqual([undone.body.identities.length, undone.body.merges[0]?.undone?.by?.name], [1, 'Olga Owner'])
    equal((await pairs()).length, 0)
    equal((await ask<Told>('POST', `/merges/${merged.body.merges[0]?.id}/undo`)).status, 409)
  })

  test('a newcomer is greeted in the words the brand saved for it, in their language, and in ours until there are any', async () => {
    const personId = await met('newcomer', 'Iryna Koval')
    await ask('PATCH', `/${personId}`, { language: 'uk' })
    type Fresh = z.output<typeof shapes.Fresh>
    const greeting = async () =>
      (await ask<Fresh>('GET', '/fresh')).body.items.find((one) => one.person.id === personId)?.greeting
    deepEqual([(await greeting())?.saved, (await greeting())?.text.split('!')[0]], [false, 'Вітаємо, Iryna Koval'])
    const texts = { en: 'Welcome!', uk: 'Кава чекає, {person.firstName}! {agent.name}, {brand.name}' }
    const made = { as: owner, body: { name: 'привітання', texts } }
    equal((await desk.ask('POST', `/api/brands/${brandId}/saved-replies`, made)).status, 201)
    deepEqual(await greeting(), { text: 'Кава чекає, Iryna! Olga Owner, Coffee', language: 'uk', saved: true })
  })

  test('only the author of a note, or an editor, drops it', async () => {
    const path = `/${await met('noted', 'Noted')}/notes`
    const writer = await desk.person('Writer', { [brandId]: 'author' })
    const url = `/api/brands/${brandId}/people${path}`
    const own = await desk.ask<Known>('POST', url, { as: writer, body: { text: 'Mine' } })
    const { body } = await ask<Known>('POST', path, { text: 'Not mine' })
    const [theirs, mine] = [body.notes[0]?.id, own.body.notes[0]?.id]
    equal((await desk.ask<Told>('DELETE', `${url}/${theirs}`, { as: writer })).body.error.code, 'people.notYourNote')
    equal((await desk.ask('DELETE', `${url}/${mine}`, { as: writer })).status, 200)
    equal((await ask<Known>('DELETE', `${path}/${theirs}`)).body.notes.length, 0)
  })

  test('an owner takes all that is kept of a person with them, and then has them forgotten', async () => {
    const personId = await met('leaving', 'Leaving Person')
    const file = await ask<{ person: { id: string }[]; identities: { handle: string }[] }>('GET', `/${personId}/export`)
    match(file.headers.get('content-disposition') ?? '', /person-.*json/)
    deepEqual([file.body.person[0]?.id, file.body.identities[0]?.handle], [personId, 'leaving'])
    equal((await ask('DELETE', `/${personId}`)).status, 204)
    equal((await ask('GET', `/${personId}`)).status, 404)
    const { rows } = await desk.world.pool.query('select name, details from act where subject = $1 order by id', [
      personId,
    ])
    deepEqual(
      rows.map((row) => row.name),
      ['person.exported', 'person.erased'],
    )
    ok(!JSON.stringify(rows).includes('Leaving'))
  })
})
