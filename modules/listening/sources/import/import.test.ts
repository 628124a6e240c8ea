import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import { after, before, test } from 'node:test'
import { Refusal } from '../../../../kernel/failure.ts'
import { type DeskWorld, deskWorld, givenBrand, type TestBrand } from '../../../brand/testing-desk.ts'
import { presentImport } from './present-import.ts'
import { beginTaking, cancelImport, changeReading, takeFile } from './take-file.ts'
import { takeImport } from './take-import.ts'

let world: DeskWorld
let brand: TestBrand
before(async () => {
  world = await deskWorld()
  brand = await givenBrand(world)
})
after(() => world.close())

async function read(content: string | Buffer | Iterable<string>, fileName = 'mentions.csv') {
  const stream = Readable.from(typeof content === 'string' || Buffer.isBuffer(content) ? [content] : content, {
    objectMode: false,
  })
  const importId = await takeFile(world, brand.owner, brand.brandId, { fileName, stream })
  return { importId, brandId: brand.brandId }
}
const shown = (of: Awaited<ReturnType<typeof read>>) => presentImport(world, of, 'en')
const field = (path: string, code: string) => (error: unknown) =>
  error instanceof Refusal && error.fields[0]?.path === path && error.fields[0].code === code

async function told(importId: string) {
  const rows = await world.db
    .selectFrom('listeningTold')
    .select('heard')
    .where('intakeKey', '=', `import ${importId}`)
    .orderBy('id')
    .execute()
  return rows.flatMap(({ heard }) => heard.flatMap((one) => ('post' in one ? [one.post] : [])))
}

test('the columns of what other tools wrote are guessed, and each bad row is told with what is wrong in it', async () => {
  const csv = [
    'Date;Full Text;Author;Url;Sentiment;Source;Likes',
    '2026-11-20 10:30;Great beans;Ada;https://a.example/1?utm_source=x;positive;forum;1,204',
    '31.12.2031;Too early;Bo;;negative;forum;1',
    'yesterday;No day;Cy;;;;',
    '2026-11-20;;Di;;;;',
    '2026-11-21;"Two\nlines; and a sign";Eve;javascript:alert(1);;;',
    '2026-11-22;"She said ""cold""";Flo;;негативная;;',
  ].join('\r\n')
  const { columns, rows, bad, problems, preview } = await shown(await read(csv))
  assert.deepEqual(columns, ['date', 'text', 'author', 'url', 'tone', 'network', 'likes'])
  assert.deepEqual([rows, bad], [6, 4])
  assert.deepEqual(
    problems.map(({ row, field }) => [row, field]),
    [
      [2, 'date'],
      [3, 'date'],
      [4, 'text'],
      [5, 'url'],
    ],
  )
  const good = preview.filter((one) => one.problem === null)
  assert.deepEqual(
    good.map(({ row, at, text, url, tone }) => [row, at, text, url, tone]),
    [
      [1, good[0]?.at, 'Great beans', 'https://a.example/1', 'positive'],
      [6, good[1]?.at, 'She said "cold"', null, 'negative'],
    ],
  )
})

test('lines of JSON are read with what stands inside them, and a line that is none is told', async () => {
  const lines = [
    { created_at: '2026-11-20T10:00:00Z', text: 'Hello', author: { name: 'Ada' }, url: 'https://a.example/1' },
    { created_at: 1_763_632_800, text: 'Later', author: { name: 'Bo' } },
  ].map((one) => JSON.stringify(one))
  const of = await read([lines[0], '{"text": broken', lines[1]].join('\n'), 'mentions.jsonl')
  const before = await shown(of)
  assert.deepEqual([before.format, before.headers], ['jsonl', ['created_at', 'text', 'author.name', 'url']])
  assert.deepEqual(
    before.problems.map(({ row }) => row),
    [2],
  )
  await changeReading(world, of, { columns: ['date', 'text', 'author', 'url'] })
  assert.deepEqual(
    (await shown(of)).preview.map((one) => one.author),
    ['Ada', '', 'Bo'],
  )
  await assert.rejects(changeReading(world, of, { columns: ['date'] }), field('columns', 'listening.import.columns'))
})

test('an old encoding is recognised', async () => {
  const text = Buffer.concat([
    Buffer.from('date,text\n2026-11-20,'),
    Buffer.from([0xca, 0xe0, 0xf4, 0xe5, 0x20, 0xea, 0xe0, 0xe2, 0xe0, 0x20, 0xf1, 0xe2, 0xe5, 0xe6, 0xe0, 0xff]),
  ])
  assert.equal((await shown(await read(text))).preview[0]?.text, 'Кафе кава свежая')
})

test('what is no table, empty or never closes its quotes is refused at the file', async () => {
  for (const content of ['', 'one word', '\0\0\0,\0', '{}'])
    await assert.rejects(
      read(content),
      (error: unknown) => error instanceof Refusal && error.fields[0]?.path === 'file',
      content,
    )
  await assert.rejects(read('date,text\n'), field('file', 'listening.import.empty'))
  await assert.rejects(
    read(`date,text\n2026-11-20,"open ${'x'.repeat(1_100_000)}`),
    field('file', 'listening.import.broken'),
  )
})

test('twenty thousand rows are taken once, and a take that was killed goes on where it stood', async () => {
  const many = 20_000
  function* rows() {
    yield 'date,text,author,url\n'
    for (let n = 0; n < many; n += 1_000)
      yield Array.from(
        { length: 1_000 },
        (_, i) => `2026-11-20 10:00,Words of ${n + i},ada,https://a.example/${n + i}\n`,
      ).join('')
  }
  const of = await read(rows())
  assert.equal((await shown(of)).rows, many)
  await beginTaking(world, of)
  await world.db.updateTable('listeningImport').set({ taken: 12_000 }).where('id', '=', of.importId).execute()
  await takeImport(world, { importId: of.importId })
  const posts = await told(of.importId)
  assert.equal(posts.length, many - 12_000)
  assert.equal(posts[0]?.key, 'web a.example/12000')
  const { state, taken } = await shown(of)
  assert.deepEqual([state, taken], ['done', many])
  await takeImport(world, { importId: of.importId })
  assert.equal((await told(of.importId)).length, many - 12_000)
})

test('the same rows of another file are the same posts, and a cancelled import takes no more', async () => {
  const csv = 'date,text,author\n2026-11-20 10:00,Without an address,Ada\n'
  const [first, second] = [await read(csv), await read(csv, 'again.csv')]
  const keys = []
  for (const one of [first, second]) {
    await beginTaking(world, one)
    await takeImport(world, one)
    keys.push((await told(one.importId))[0]?.key)
  }
  assert.ok(keys[0])
  assert.equal(keys[0], keys[1])
  const third = await read(csv)
  await beginTaking(world, third)
  await cancelImport(world, third)
  await takeImport(world, third)
  assert.deepEqual(await told(third.importId), [])
})
