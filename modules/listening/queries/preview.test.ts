import { deepEqual, equal, ok } from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { inTransaction } from '../../../kernel/db/connect.ts'
import { newId } from '../../../kernel/id.ts'
import { type DeskWorld, deskWorld, givenBrand } from '../../brand/testing-desk.ts'
import { applyMend } from '../matcher/problem.ts'
import { keepSegment, writeSegment } from '../past/segments.ts'
import { givenSource, saidPost } from '../testing-listening.ts'
import { MakeTopic } from './api.ts'
import { perWeek } from './per-week.ts'
import { differenceBetween, preview } from './preview.ts'
import { changeQuery } from './queries.ts'
import { queriesOf } from './query-store.ts'
import { makeTopic } from './topics.ts'

suite('A query before it is saved', () => {
  let world: DeskWorld
  before(async () => {
    world = await deskWorld()
  })
  after(() => world.close())

  const given = async (...said: string[]) => {
    const desk = await givenBrand(world)
    for (const [n, text] of said.entries()) await keep(desk.brandId, text, n)
    const ask = (text: string, more: { languages?: 'bg'[]; queryId?: string } = {}) =>
      preview(world, { brandId: desk.brandId, locale: 'en' }, { text, languages: [], ...more })
    return { ...desk, ask }
  }
  async function keep(brandId: string, text: string, n: number) {
    const at = new Date(Date.UTC(2009, 5, 20) - n * 86_400_000)
    await world.db
      .insertInto('mention')
      .values({
        ...{ id: newId(at), brandId, at, heardAt: at, postKey: `web https://example.org/${n}`, sourceId: null },
        ...{ network: null, site: 'example.org', url: `https://example.org/${n}`, kind: 'post', title: null, text },
        ...{ authorKey: null, author: JSON.stringify({ handle: 'ada' }), followers: null, country: null },
        ...{ language: 'en', sentiment: n % 2 === 0 ? -1 : null, confidence: 1, intent: null, reach: null },
        ...{ numbers: '{}', media: '[]', repostOf: null, originalId: null, queries: [], reasons: '{}', words: '' },
      })
      .execute()
  }

  test('what cannot be read is told in words of the reader, and nothing is looked for', async () => {
    const { ask } = await given('coffee')
    const seen = await ask('(coffee')
    equal(seen.past, null)
    deepEqual(seen.problems[0]?.mend, { from: 7, to: 7, text: ')' })
    ok(seen.problems[0]?.message.includes('bracket'))
  })

  test('words are shown with their forms by language, and other spellings are added where they belong', async () => {
    const { ask } = await given()
    const text = 'кафе AND (Rialto OR tea) AND "Lidl offer" NOT Nike'
    const { words } = await ask(text)
    const forms = words.find((one) => one.word === 'кафе')?.forms.find((one) => one.language === 'bg')
    ok(forms?.forms.includes('кафето'))
    const mended = (word: string, spelled?: string) => {
      const offered = words.find((one) => one.word === word)?.spellings
      const found = offered?.find((one) => spelled === undefined || one.text === spelled)
      return found && applyMend(text, found.mend)
    }
    equal(mended('Rialto', 'риалто'), 'кафе AND (Rialto OR риалто OR tea) AND "Lidl offer" NOT Nike')
    equal(mended('Lidl'), undefined, 'no word of a phrase is spelled in another alphabet than its neighbours')
    equal(mended('Nike'), undefined, 'what is left out is not spelled otherwise')
  })

  test('what is kept is looked at anew: found, nearly found and why not, with an estimate for a week', async () => {
    const { ask } = await given('good coffee', 'coffee job', 'tea', 'bad coffee')
    const { past } = await ask('coffee NOT job')
    deepEqual([past?.of, past?.hit, past?.nearly, past?.isWhole], [4, 2, 1, true])
    deepEqual(
      past?.kept.map((one) => one.text),
      ['good coffee', 'bad coffee'],
    )
    deepEqual(past?.kept[0]?.places, [{ from: 5, to: 11 }])
    deepEqual(past?.dropped[0]?.why, { is: 'leftOut', from: 7, to: 14 })
    deepEqual(past?.dropped[0]?.places, [{ from: 7, to: 10 }])
    equal((await ask('coffee sentiment:negative')).past?.hit, 1)
  })

  test('where sources tell more than is kept, a query is tried on all of it, before it has any mention', async () => {
    const { brandId, ask } = await given()
    await givenSource(world, { brandId, key: 'tap preview' })
    const heard = ['an espresso', 'no cup', 'зле кафе'].map((text, n) => ({
      what: 'said' as const,
      post: saidPost(String(n), text, { at: new Date(world.clock.now().getTime() - 86_400_000 * n) }),
    }))
    const segment = await writeSegment(world, { intakeKey: 'tap preview', fromAt: world.clock.now(), heard })
    if (!segment) throw new Error('nothing was told')
    await inTransaction(world.db, (tx) => keepSegment(tx, segment))
    const { past } = await ask('espresso OR кафе lang:bg')
    deepEqual([past?.from, past?.of, past?.hit, past?.isWhole], ['told', 3, 2, true])
    equal(past?.perWeek, 7)
  })

  test('one very old article among many posts does not stretch the week they are counted by', () => {
    const [now, day] = [Date.UTC(2026, 10, 23), 86_400_000]
    const seen = Array.from({ length: 100 }, (_, n) => now - n * 0.14 * day)
    ok(Math.abs((perWeek([...seen, 0], [...seen, 0], now)?.number ?? 0) - 50) < 1)
    equal(perWeek([], [], now), undefined)
  })

  test('two posts of this morning tell nothing of a week, ten thousand of the last hour do', () => {
    const now = Date.UTC(2026, 10, 23)
    const seen = Array.from({ length: 10_000 }, (_, n) => now - n * 360)
    equal(perWeek(seen.slice(0, 2), seen.slice(0, 2), now)?.number, null)
    ok(Math.abs((perWeek(seen, seen.slice(0, 100), now)?.number ?? 0) - 17_143) < 10)
  })

  test('a long text is shown where something was found in it, marked at the right letters', async () => {
    const { ask } = await given(`${'word '.repeat(3_000)}coffee ${'word '.repeat(3_000)}`)
    const sample = (await ask('coffee')).past?.kept[0]
    ok(sample?.isCut && sample.text.length <= 600)
    const [place] = sample.places
    equal(sample.text.slice(place?.from, place?.to), 'coffee')
  })

  test('two versions are held against each other: what was gained and what was lost', async () => {
    const { owner, brandId, ask } = await given('coffee', 'tea', 'coffee and tea')
    const said = MakeTopic.parse({ kind: 'topic', name: 'Cups', queries: [{ name: 'Cups', text: 'coffee' }] })
    await makeTopic(world, owner, brandId, said)
    const queryId = (await queriesOf(world.db, brandId))[0]?.id ?? ''
    const draft = await ask('tea', { queryId })
    deepEqual([draft.difference?.gained, draft.difference?.lost], [1, 1])
    await changeQuery(world, owner, { brandId, queryId }, { version: 1, text: 'tea' })
    const { difference } = await differenceBetween(world, { brandId, queryId, from: 1, to: 2 })
    deepEqual(
      difference.gainedSamples.map((one) => one.text),
      ['tea'],
    )
    deepEqual(
      difference.lostSamples.map((one) => one.text),
      ['coffee'],
    )
  })
})
