import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { NetworkFailure } from '../../../kernel/failure.ts'
import { type DeskWorld, deskWorld, givenBrand } from '../../brand/testing-desk.ts'
import type { Told } from '../sources/heard.ts'
import { type IntakeKind, intakeKind } from '../sources/intake.ts'
import { givenQuery, givenSource, saidPost } from '../testing-listening.ts'
import { Listener } from './listener.ts'
import { takeTold } from './take-told.ts'

let world: DeskWorld
before(async () => {
  world = await deskWorld()
})
after(() => world.close())

const settings = z.object({})

/** A stream that the test speaks into. Its cursor is the number of what was said. */
function openTap(name: string) {
  const said: Told['heard'] = []
  const opened: (string | undefined)[] = []
  let wake = () => {}
  const kind = intakeKind({
    ...{ kind: name, settings, way: 'follow' },
    follow: async function* ({ cursor, signal }) {
      opened.push(cursor)
      signal.addEventListener('abort', () => wake(), { once: true })
      for (let at = Number(cursor ?? 0); !signal.aborted; )
        if (at < said.length) {
          const heard = said.slice(at)
          at = said.length
          yield { heard, cursor: String(at) }
        } else
          await new Promise<void>((resolve) => {
            wake = resolve
          })
    },
  })
  const say = (...heard: Told['heard']) => {
    said.push(...heard)
    wake()
  }
  return { kind, say, opened }
}

async function until<T>(look: () => Promise<T | undefined | false>): Promise<T> {
  for (let left = 200; left > 0; left--) {
    const seen = await look()
    if (seen) return seen
    await pause(50)
  }
  throw new Error('it did not come to be within ten seconds')
}

const mentionsOf = (brandId: string) =>
  world.db.selectFrom('mention').selectAll().where('brandId', '=', brandId).orderBy('postKey').execute()

const listening = async (kinds: IntakeKind[], during: () => Promise<void>) => {
  const listener = await Listener.start(world, kinds)
  try {
    await during()
  } finally {
    await listener.stop()
  }
}

test('what a stream tells becomes a mention of the brands whose queries hold, with its reasons, language and feeling', async () => {
  const [tap, { brandId }] = [openTap('one'), await givenBrand(world)]
  const { queryId } = await givenQuery(world, { brandId, text: 'espresso -decaf' })
  await givenSource(world, { brandId, key: 'one tap' })
  await listening([tap.kind], async () => {
    tap.say(
      { what: 'said', post: saidPost('1', 'The espresso at Rialto is terrible and cold.') },
      { what: 'said', post: saidPost('2', 'Nothing to see') },
      { what: 'said', post: saidPost('3', 'espresso, decaf') },
    )
    const [mention] = await until(async () => {
      const rows = await mentionsOf(brandId)
      return rows.length > 0 && rows
    })
    assert.equal(mention?.postKey, 'agora 1')
    assert.equal(mention?.language, 'en')
    assert.equal(mention?.sentiment, -1)
    assert.deepEqual(mention?.queries, [queryId])
    assert.deepEqual(mention?.reasons[queryId]?.[0]?.places, [{ in: 'text', from: 4, to: 12 }])
    assert.equal((await mentionsOf(brandId)).length, 1)
  })
})

test('a query made while a stream runs finds from then on', async () => {
  const [tap, { brandId }] = [openTap('two'), await givenBrand(world)]
  await givenSource(world, { brandId, key: 'two tap' })
  await listening([tap.kind], async () => {
    tap.say({ what: 'said', post: saidPost('10', 'croissant before anybody asked') })
    await until(async () => tap.opened.length === 1)
    await givenQuery(world, { brandId, text: 'croissant' })
    let n = 11
    await until(async () => {
      tap.say({ what: 'said', post: saidPost(String(n++), 'a croissant again') })
      return (await mentionsOf(brandId)).length > 0
    })
    assert.ok((await mentionsOf(brandId)).every(({ postKey }) => postKey !== 'agora 10'))
  })
})

test('a post that is edited has its new words, and what was corrected stays; one that is deleted has none', async () => {
  const [tap, { brandId }] = [openTap('three'), await givenBrand(world)]
  await givenQuery(world, { brandId, text: 'latte' })
  await givenSource(world, { brandId, key: 'three tap' })
  await listening([tap.kind], async () => {
    tap.say(
      { what: 'said', post: saidPost('20', 'the latte is awful') },
      { what: 'said', post: saidPost('21', 'my latte, my name') },
    )
    await until(async () => (await mentionsOf(brandId)).length === 2)
    await world.db
      .updateTable('mention')
      .set({ sentiment: 1, corrected: ['sentiment'] })
      .where('postKey', '=', 'agora 20')
      .execute()
    tap.say(
      { what: 'edited', post: saidPost('20', 'the latte is awful, really awful') },
      { what: 'deleted', key: 'agora 20', authorKey: 'agora eve' },
      { what: 'deleted', key: 'agora 21', authorKey: 'agora ada' },
    )
    const [edited, deleted] = await until(async () => {
      const rows = await mentionsOf(brandId)
      return rows.every(({ edition }) => edition > 0) && rows
    })
    assert.equal(edited?.text, 'the latte is awful, really awful')
    assert.equal(edited?.sentiment, 1)
    assert.equal(deleted?.text, '')
    assert.deepEqual(deleted?.author, { handle: '' })
    assert.equal(String(deleted?.words), '')
    tap.say({ what: 'edited', post: saidPost('21', 'the latte comes back') })
    tap.say({ what: 'said', post: saidPost('22', 'a latte after that') })
    await until(async () => (await mentionsOf(brandId)).length === 3)
    assert.equal((await mentionsOf(brandId))[1]?.text, '')
  })
})

test('after a restart a stream goes on where its last mentions were kept, and what is told twice is one mention', async () => {
  const [tap, { brandId }] = [openTap('four'), await givenBrand(world)]
  await givenQuery(world, { brandId, text: 'flatwhite' })
  await givenSource(world, { brandId, key: 'four tap' })
  await listening([tap.kind], async () => {
    tap.say({ what: 'said', post: saidPost('30', 'one flatwhite') })
    await until(async () => (await mentionsOf(brandId)).length === 1)
  })
  tap.say(
    { what: 'said', post: saidPost('30', 'one flatwhite') },
    { what: 'said', post: saidPost('31', 'another flatwhite, said while nobody listened') },
  )
  await listening([tap.kind], async () => {
    await until(async () => (await mentionsOf(brandId)).length === 2)
  })
  assert.deepEqual(tap.opened.at(-1), '1')
})

test('an intake in trouble says so, comes again later, and is well when it answers', async () => {
  const { brandId } = await givenBrand(world)
  await givenSource(world, { brandId, key: 'well one' })
  let isDown = true
  const kind = intakeKind({
    ...{ kind: 'well', settings, way: 'ask' },
    ask: async () => {
      if (isDown) throw new NetworkFailure('network-down', 'the well is dry', { retryAfterMs: 1_000 })
      return { heard: [], cursor: 'deep', inMs: 60_000 }
    },
  })
  const intake = () =>
    world.db.selectFrom('listeningIntake').selectAll().where('key', '=', 'well one').executeTakeFirst()
  await listening([kind], async () => {
    const dry = await until(async () => {
      const row = await intake()
      return row?.trouble ? row : undefined
    })
    assert.equal(dry.trouble, 'the well is dry')
    assert.ok(dry.wakeAt.getTime() - world.clock.now().getTime() > 20_000)
    isDown = false
    await world.db
      .updateTable('listeningIntake')
      .set({ wakeAt: world.clock.now() })
      .where('key', '=', 'well one')
      .execute()
    const well = await until(async () => {
      const row = await intake()
      return row?.cursor && row.leasedBy === null ? row : undefined
    })
    assert.equal(well.trouble, null)
    assert.equal(well.troubleSince, null)
  })
})

test('two listeners never read one intake at the same time', async () => {
  const { brandId } = await givenBrand(world)
  await givenSource(world, { brandId, key: 'alone one' })
  let [now, most, runs] = [0, 0, 0]
  const kind = intakeKind({
    ...{ kind: 'alone', settings, way: 'ask' },
    ask: async () => {
      runs++
      most = Math.max(most, ++now)
      await pause(20)
      now--
      return { heard: [], inMs: 0 }
    },
  })
  await listening([kind], () => listening([kind], async () => void (await until(async () => runs > 4))))
  assert.equal(most, 1)
})

test('what others tell is judged within a second, whole where the brand takes all of it', async () => {
  const { brandId } = await givenBrand(world)
  const { sourceId } = await givenSource(world, { brandId, key: 'inlet one', takes: 'all' })
  await listening([], async () => {
    await takeTold(world.db, world, 'inlet one', {
      heard: [{ what: 'said', post: saidPost('50', 'no query knows this \u0000\ud800') }],
    })
    const [mention] = await until(async () => {
      const rows = await mentionsOf(brandId)
      return rows.length > 0 && rows
    })
    assert.equal(mention?.sourceId, sourceId)
    assert.deepEqual(mention?.queries, [])
    assert.equal((await world.db.selectFrom('listeningTold').selectAll().execute()).length, 0)
  })
})

test('a source gives no more mentions a day than its brand set, and tells how many more there were', async () => {
  const { brandId } = await givenBrand(world)
  const { sourceId } = await givenSource(world, { brandId, key: 'inlet two', takes: 'all', daily: 3 })
  const heard = Array.from({ length: 5 }, (_, n) => ({ what: 'said' as const, post: saidPost(`6${n}`, `word ${n}`) }))
  await listening([], async () => {
    await takeTold(world.db, world, 'inlet two', { heard })
    await until(async () => (await mentionsOf(brandId)).length > 0)
  })
  assert.equal((await mentionsOf(brandId)).length, 3)
  const source = await world.db
    .selectFrom('listeningSource')
    .select(['spent', 'leftOut'])
    .where('id', '=', sourceId)
    .executeTakeFirst()
  assert.deepEqual(source, { spent: 3, leftOut: 2 })
  assert.equal((await world.db.selectFrom('mentionKey').selectAll().where('brandId', '=', brandId).execute()).length, 3)
})

test('a post copied word for word names the mention it copies, also after a restart', async () => {
  const { brandId } = await givenBrand(world)
  await givenSource(world, { brandId, key: 'inlet three', takes: 'all' })
  const text = 'Rialto opens a second roastery near the old harbour next week, come and see'
  await listening([], async () => {
    await takeTold(world.db, world, 'inlet three', {
      heard: [{ what: 'said', post: saidPost('70', text, { at: new Date() }) }],
    })
    await until(async () => (await mentionsOf(brandId)).length === 1)
  })
  await listening([], async () => {
    await takeTold(world.db, world, 'inlet three', { heard: [{ what: 'said', post: saidPost('71', `${text} 😀`) }] })
    await until(async () => (await mentionsOf(brandId)).length === 2)
  })
  const [first, second] = await mentionsOf(brandId)
  assert.equal(first?.originalId, null)
  assert.equal(second?.originalId, first?.id)
})

test('what is dated in the future was said when it was heard, and what is older than the desk has its month', async () => {
  const { brandId } = await givenBrand(world)
  await givenSource(world, { brandId, key: 'inlet four', takes: 'all' })
  const dates = ['2999-01-01T00:00:00Z', '2017-03-05T12:00:00Z', '1999-12-31T23:59:59Z', 'never']
  const heard = dates.map((at, n) => ({
    what: 'said' as const,
    post: saidPost(`8${n}`, `said ${n}`, { at: new Date(at) }),
  }))
  await listening([], async () => {
    await takeTold(world.db, world, 'inlet four', { heard })
    await until(async () => (await mentionsOf(brandId)).length === 4)
  })
  const years = (await mentionsOf(brandId)).map(({ at }) => at.getUTCFullYear())
  assert.deepEqual(years, [new Date().getUTCFullYear(), 2017, 1999, new Date().getUTCFullYear()])
})

test('whatever the size of what is told, it is kept within bounds, and the same told again is the same', async () => {
  const { brandId } = await givenBrand(world)
  await givenSource(world, { brandId, key: 'inlet five', takes: 'all' })
  const long = 'ключ'.repeat(5_000)
  const author = { key: `agora ${long}`, handle: long, name: long, followers: 1e300 }
  const numbers = { likes: Number.POSITIVE_INFINITY, views: 1e300 }
  const more = {
    key: long,
    site: long,
    language: long,
    country: long,
    repostOf: long,
    url: `https://x.example/${long}`,
  }
  const post = saidPost('90', `${'w'.repeat(300)} ${'many different words '.repeat(9_000)}`, {
    ...more,
    author,
    numbers,
  })
  const other = saidPost('91', 'another', { key: `${long}other`, at: new Date('-000044-03-15T00:00:00Z') })
  await listening([], async () => {
    for (let n = 0; n < 2; n++)
      await takeTold(world.db, world, 'inlet five', {
        heard: [
          { what: 'said', post },
          { what: 'said', post: other },
        ],
      })
    await until(async () => (await world.db.selectFrom('listeningTold').selectAll().execute()).length === 0)
  })
  const [first, second, ...rest] = await mentionsOf(brandId)
  assert.ok(first && second)
  assert.deepEqual(rest, [])
  assert.notEqual(first.postKey, second.postKey)
  assert.deepEqual([first.language === long, first.country], [false, null])
})

test('what cannot be judged is put aside after some tries, and what came after it is judged', async () => {
  const { brandId } = await givenBrand(world)
  await givenSource(world, { brandId, key: 'inlet six', takes: 'all' })
  const broken = JSON.stringify([{ what: 'said', post: { ...saidPost('95', 'broken'), text: null } }])
  const row = { id: '0', intakeKey: 'inlet six', heard: broken, at: new Date(), trouble: null }
  await world.db.insertInto('listeningTold').values(row).execute()
  await takeTold(world.db, world, 'inlet six', { heard: [{ what: 'said', post: saidPost('96', 'whole') }] })
  await listening([], async () => {
    await until(async () => (await mentionsOf(brandId)).length === 1)
    await until(async () => {
      const [left] = await world.db.selectFrom('listeningTold').selectAll().execute()
      return left?.attempts === 5
    })
  })
  const [left] = await world.db.selectFrom('listeningTold').selectAll().execute()
  assert.ok(left?.trouble)
})
