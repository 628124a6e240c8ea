import assert from 'node:assert/strict'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { after, before, test } from 'node:test'
import { Refusal } from '../../kernel/failure.ts'
import { type DeskWorld, deskWorld, givenAccount, givenBrand, type TestBrand } from '../brand/testing-desk.ts'
import '../publishing/index.ts'
import { applyPlan, undoPlan } from './apply-plan.ts'
import { csvOf, sheetOf, xlsxOf } from './export-plan.ts'
import { importOf, importRows, postsBetween, verdictCounts } from './store.ts'
import { changePlanReading, takePlan } from './take-plan.ts'

const examples = join(import.meta.dirname, '../../examples')
const march = [new Date('2027-02-27T00:00:00Z'), new Date('2027-04-02T00:00:00Z')] as const
let world: DeskWorld
let brand: TestBrand

before(async () => {
  world = await deskWorld({ now: new Date('2027-02-20T09:00:00Z') })
  brand = await givenBrand(world)
  for (const { composing } of world.networks.all)
    await givenAccount(world, brand.brandId, { network: composing.id, handle: `@roaster.${composing.id}` })
  for (const name of ['Product', 'Community', 'Knowledge', 'Moments', 'Behind the scenes', 'Offers', 'News'])
    await givenRubric(name)
})
after(() => world.close())

const givenRubric = (name: string) =>
  world.db
    .insertInto('rubric')
    .values({
      id: `rubric ${name}`,
      brandId: brand.brandId,
      name,
      category: 'news',
      color: '#000000',
      createdAt: world.clock.now(),
    })
    .execute()

type File = { fileName: string; bytes: Buffer }
const take = (...given: File[]) =>
  takePlan(
    world,
    brand.owner,
    brand.brandId,
    (async function* () {
      for (const { fileName, bytes } of given)
        yield { field: 'file', fileName, mime: '', stream: Readable.from([bytes]) }
    })(),
  )
const takeText = (text: string, fileName = 'plan.csv') => take({ fileName, bytes: Buffer.from(text) })
const code = (wanted: string) => (error: unknown) =>
  error instanceof Refusal && [error.code, ...error.fields.map((field) => field.code)].includes(wanted)

async function coffeeMonth() {
  const pictures = await readdir(join(examples, 'pictures'))
  const files = await Promise.all(
    pictures.map(async (fileName) => ({ fileName, bytes: await readFile(join(examples, 'pictures', fileName)) })),
  )
  return take(...files, { fileName: 'coffee-month.csv', bytes: await readFile(join(examples, 'coffee-month.csv')) })
}

test('a month of a coffee roaster is understood whole, its lost hour told', async () => {
  const record = await coffeeMonth()
  const counts = await verdictCounts(world.db, record.id)
  const rows = await importRows(world.db, record.id)
  assert.deepEqual(
    rows.filter((row) => row.verdict === 'bad').map((row) => [row.row, row.understood.problems]),
    [],
  )
  assert.equal(counts.rows, 40)
  const lost = rows.find((row) =>
    row.understood.problems.some((problem) => problem.code === 'planning.skippedByClocks'),
  )
  assert.equal(lost?.understood.plan?.at, '2027-03-28T01:30:00.000Z')
  assert.equal(rows.filter((row) => (row.understood.post.body?.parts.length ?? 0) > 1).length, 2)
  assert.equal(rows.filter((row) => row.understood.post.body?.parts[0]?.poll).length, 1)
})

test('applied, each row is a post planned once on each of its accounts; undone, the calendar is as it was', async () => {
  const before = (await postsBetween(world.db, brand.brandId, ...march)).length
  const record = await coffeeMonth()
  await applyPlan(world, brand.owner, brand.brandId, record.id, { as: 'scheduled', skipBad: false })
  const posts = await postsBetween(world.db, brand.brandId, ...march)
  assert.equal(posts.length, before + 40)
  const expected = posts.reduce((sum, post) => sum + post.accountIds.length, 0)
  const planned = await world.db
    .selectFrom('publication')
    .select(['postId', 'accountId'])
    .where('state', '=', 'planned')
    .execute()
  assert.equal(planned.length, expected)
  await assert.rejects(
    applyPlan(world, brand.owner, brand.brandId, record.id, { as: 'scheduled', skipBad: false }),
    code('planning.alreadyApplied'),
  )
  await undoPlan(world, brand.owner, brand.brandId, record.id)
  assert.equal((await postsBetween(world.db, brand.brandId, ...march)).length, before)
  assert.deepEqual(await world.db.selectFrom('publication').select('id').where('state', '=', 'planned').execute(), [])
})

test('what is exported is imported again as it was, as CSV and as XLSX', async () => {
  const record = await coffeeMonth()
  await applyPlan(world, brand.owner, brand.brandId, record.id, { as: 'draft', skipBad: false })
  const posts = await postsBetween(world.db, brand.brandId, ...march)
  const sheet = await sheetOf(world, brand.brandId, posts, (column) => column)
  for (const file of [
    { fileName: 'plan.csv', bytes: csvOf(sheet) },
    { fileName: 'plan.xlsx', bytes: await xlsxOf(sheet) },
  ]) {
    const rows = await importRows(world.db, (await take(file)).id)
    const again = rows.map((row) => row.understood.post)
    assert.deepEqual(
      again.map((post) => [post.body, post.plan, post.accountIds, post.rubricId, post.labels, post.expiry]),
      posts.map((post) => [
        post.body,
        { wall: post.planWall, zone: post.planZone },
        post.accountIds,
        post.rubricId,
        post.labels,
        post.expiry,
      ]),
      file.fileName,
    )
  }
  await undoPlan(world, brand.owner, brand.brandId, record.id)
})

test('headers are known in six languages', async () => {
  for (const headers of [
    'Date,Time,Text',
    'Дата,Час,Текст',
    'Дата,Час,Допис',
    'Datum,Tid,Inlägg',
    'Datum,Čas,Příspěvek',
    'Data,Godzina,Treść',
  ]) {
    const record = await takeText(`${headers}\n2027-03-01,09:30,Hello\n`)
    assert.deepEqual(record.columns, { date: 0, time: 1, text: 2 }, headers)
  }
})

test('a plan saved in an old encoding is read; the wrong guess can be corrected', async () => {
  const cyrillic = Buffer.from([
    0xc4,
    0xe0,
    0xf2,
    0xe0,
    0x3b,
    0xd2,
    0xe5,
    0xea,
    0xf1,
    0xf2,
    0x0a,
    ...Buffer.from('2027-03-01;'),
    0xca,
    0xe0,
    0xf4,
    0xe5,
    0x0a,
  ])
  const record = await take({ fileName: 'план.csv', bytes: cyrillic })
  assert.deepEqual([record.encoding, record.headers], ['windows-1251', ['Дата', 'Текст']])
  await changePlanReading(world, brand.brandId, record.id, { encoding: 'koi8-u' })
  assert.equal((await importOf(world.db, brand.brandId, record.id)).encoding, 'koi8-u')
})

test('every wrong cell is told in its row and column, and the good rows stay good', async () => {
  const record = await takeText(
    [
      'Date,Time,Accounts,Text,Image,Poll,Zone',
      '2027-03-01,09:30,Telegram,Good,,,',
      '2027-02-30,09:30,Telegram,No such day,,,',
      '2027-03-02,25:00,Telegram,No such hour,,,',
      '2027-03-02,10:00,LinkedOut,No such account,,,',
      '2027-03-02,10:00,Telegram,,,,',
      '2027-03-02,10:00,Telegram,Picture,missing.png,,',
      '2027-03-02,10:00,Mastodon,Poll,,Only one,',
      '2027-03-02,10:00,Telegram,Zone,,,Mars/Base',
      `2027-03-02,10:00,Bluesky,${'a'.repeat(301)},,,`,
    ].join('\n'),
  )
  const rows = await importRows(world.db, record.id)
  const errors = rows.map(
    (row) => row.understood.problems.find((problem) => problem.severity === 'error')?.column ?? null,
  )
  assert.deepEqual(errors, [null, 'date', 'time', 'accounts', 'text', 'media', 'poll', 'zone', 'text'])
  await assert.rejects(
    applyPlan(world, brand.owner, brand.brandId, record.id, { as: 'draft', skipBad: false }),
    code('planning.hasBadRows'),
  )
  await applyPlan(world, brand.owner, brand.brandId, record.id, { as: 'draft', skipBad: true })
  assert.equal((await verdictCounts(world.db, record.id)).applied, 1)
})

test('a past date is told and stays a draft when the rest is scheduled', async () => {
  const record = await takeText('Date,Time,Accounts,Text\n2020-01-01,09:30,Telegram,Long ago\n')
  assert.deepEqual(
    (await importRows(world.db, record.id))[0]?.understood.problems.map((one) => one.code),
    ['planning.past'],
  )
  await applyPlan(world, brand.owner, brand.brandId, record.id, { as: 'scheduled', skipBad: false })
  const [row] = await importRows(world.db, record.id)
  assert.deepEqual(
    await world.db
      .selectFrom('publication')
      .select('id')
      .where('postId', '=', row?.postId ?? '')
      .execute(),
    [],
  )
})

test('a name in the file may be matched with an account by hand', async () => {
  const record = await takeText('Date,Time,Accounts,Text\n2027-03-01,09:30,Our channel,Hello\n')
  assert.equal((await importRows(world.db, record.id))[0]?.verdict, 'bad')
  const [account] = await world.db.selectFrom('account').select('id').where('network', '=', 'telegram').execute()
  await changePlanReading(world, brand.brandId, record.id, { accounts: { 'Our channel': account?.id ?? '' } })
  assert.equal((await importRows(world.db, record.id))[0]?.verdict, 'good')
})

test('a file that is no plan is refused with what to do, and nothing is kept', async () => {
  const count = async () => (await world.db.selectFrom('planImport').select('id').execute()).length
  const known = await count()
  await assert.rejects(takeText(''), code('planning.fileEmpty'))
  await assert.rejects(takeText('Date,Text'), code('planning.fileNoRows'))
  await assert.rejects(takeText('Date,Text\n2027-03-01,"never closed'), code('planning.csvBroken'))
  await assert.rejects(
    take({ fileName: 'plan.csv', bytes: Buffer.from([0x4d, 0x5a, 0, 0, 1, 2]) }),
    code('planning.fileNotTable'),
  )
  await assert.rejects(
    take({ fileName: 'plan.xlsx', bytes: Buffer.from('PK\u0003\u0004broken') }),
    code('planning.fileUnreadable'),
  )
  await assert.rejects(takeText(`Text\n${'row\n'.repeat(50_000)}`), code('planning.tooManyRows'))
  assert.equal(await count(), known)
})

test('a cell that a spreadsheet would run is exported as text and comes back as it was', async () => {
  const record = await takeText('Text\n"=HYPERLINK(""http://evil.example"")"\n')
  await applyPlan(world, brand.owner, brand.brandId, record.id, { as: 'draft', skipBad: false })
  const [row] = await importRows(world.db, record.id)
  const post = await world.db
    .selectFrom('post')
    .selectAll()
    .where('id', '=', row?.postId ?? '')
    .executeTakeFirstOrThrow()
  const sheet = await sheetOf(world, brand.brandId, [post], (column) => column)
  assert.ok(sheet.rows[0]?.some((cell) => cell.startsWith("'=HYPERLINK")))
  const [again] = await importRows(world.db, (await take({ fileName: 'a.csv', bytes: csvOf(sheet) })).id)
  assert.equal(again?.understood.post.body?.parts[0]?.text, '=HYPERLINK("http://evil.example")')
})

test('five thousand rows are read and written as drafts in one go', async () => {
  const lines = Array.from(
    { length: 5000 },
    (_, n) => `2027-03-${String((n % 28) + 1).padStart(2, '0')},10:00,Telegram,Row ${n}`,
  )
  const record = await takeText(['Date,Time,Accounts,Text', ...lines].join('\n'))
  await applyPlan(world, brand.owner, brand.brandId, record.id, { as: 'scheduled', skipBad: false })
  assert.equal((await verdictCounts(world.db, record.id)).applied, 5000)
  await undoPlan(world, brand.owner, brand.brandId, record.id)
})

test('what left the brand between reading a plan and applying it is told, not stumbled over', async () => {
  await givenRubric('Short-lived')
  const record = await takeText('Date,Time,Accounts,Text,Rubric\n2027-03-01,09:30,Telegram,Hello,Short-lived\n')
  await world.db.deleteFrom('rubric').where('name', '=', 'Short-lived').execute()
  await applyPlan(world, brand.owner, brand.brandId, record.id, { as: 'draft', skipBad: false })
  const [row] = await importRows(world.db, record.id)
  assert.deepEqual(
    row?.understood.problems.map((problem) => problem.code),
    ['planning.unknownRubric'],
  )
})
