import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { after, before, suite, test } from 'node:test'
import { emptyDatabase, type FreshDatabase } from '../../kernel/db/testing.ts'
import { until } from '../../kernel/testing.ts'

const program = join(import.meta.dirname, '../rialto.js')
const pictures = join(import.meta.dirname, '../../examples/pictures')
const zone = 'Asia/Tokyo'

type Told = { code: number | null; said: string }

suite('The commands that ask a running desk', () => {
  const home = mkdtempSync(join(tmpdir(), 'rialto-commands-'))
  let database: FreshDatabase
  let desk: ChildProcess
  let url: string
  let key: string | undefined
  before(async () => {
    database = await emptyDatabase()
    desk = spawn(process.execPath, [program, 'start'], { env: environment(), stdio: ['ignore', 'pipe', 'inherit'] })
    const said: string[] = []
    if (desk.stdout) createInterface({ input: desk.stdout }).on('line', (line) => said.push(line))
    const address = () => said.map((line) => /Ready at\s+(http\S+)/.exec(line)?.[1]).find(Boolean)
    await until(() => Boolean(address()) || desk.exitCode !== null, 120_000)
    url = address() ?? ''
    ok(url, said.join('\n'))
  })
  after(async () => {
    const gone = once(desk, 'exit')
    if (desk.kill('SIGTERM')) await gone
    await database.close()
    rmSync(home, { recursive: true, force: true })
  })

  const environment = () => ({
    ...{
      PATH: process.env.PATH,
      NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
      RIALTO_DATA_DIR: join(home, 'data'),
      DATABASE_URL: database.url,
      RIALTO_PORT: '0',
    },
    ...{ RIALTO_LOG_LEVEL: 'error', ...(url && { RIALTO_URL: url }), ...(key && { RIALTO_API_KEY: key }) },
  })

  const rialto = async (...args: string[]): Promise<Told> => {
    const child = spawn(process.execPath, [program, ...args], { env: environment(), stdio: ['ignore', 'pipe', 'pipe'] })
    const said: Buffer[] = []
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => said.push(chunk))
    const [code] = await once(child, 'close')
    return { code, said: Buffer.concat(said).toString() }
  }

  const ask = async <T>(method: string, path: string, body?: unknown, cookie?: string): Promise<T> => {
    const headers = {
      'content-type': 'application/json',
      ...(cookie ? { cookie } : { authorization: `Bearer ${key}` }),
    }
    const answer = await fetch(`${url}${path}`, { method, headers, body: JSON.stringify(body) })
    ok(answer.ok, `${answer.status} ${path}`)
    return (await answer.json()) as T
  }

  type Listed<T> = { items: T[] }
  const count = async (table: string) =>
    Number((await database.pool.query(`select count(*) from ${table}`)).rows[0].count)
  const howMany = async () => ({
    brands: await count('brand'),
    rubrics: await count('rubric'),
    accounts: await count('account'),
    pictures: await count('media'),
    posts: await count('post'),
    publications: await count('publication'),
  })

  test('demo fills a new desk, tells how to sign in, and a second run adds nothing', async () => {
    const first = await rialto('demo')
    equal(first.code, 0, first.said)
    match(first.said, /40 posts are planned from next Monday on/)
    const [, email, password] = /Sign in as (\S+) with the password (\S+)/.exec(first.said) ?? []
    const signedIn = await fetch(`${url}/api/session`, {
      ...{ method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ email, password }) },
    })
    equal(signedIn.status, 200)
    const cookie = signedIn.headers.getSetCookie().map((one) => one.split(';')[0])
    key = (await ask<{ key: string }>('POST', '/api/api-keys', { name: 'test' }, cookie.join('; '))).key
    const made = await howMany()
    deepEqual(
      { ...made, publications: 0 },
      { brands: 1, rubrics: 7, accounts: 3, pictures: 8, posts: 40, publications: 0 },
    )
    ok(made.publications > 40)
    const second = await rialto('demo')
    equal(second.code, 0, second.said)
    match(second.said, /has posts already, so none were added/)
    deepEqual(await howMany(), made)
  })

  test('the links it gives lead to the port that was really taken', async () => {
    const invited = await ask<{ link: string }>('POST', '/api/invitations', {
      brandRoles: { [await brand()]: 'viewer' },
    })
    equal(new URL(invited.link).port, new URL(url).port)
  })

  let made: string | undefined
  const brand = async (): Promise<string> => {
    made ??= (await ask<{ id: string }>('POST', '/api/brands', { name: 'Tea house', zone })).id
    return made
  }

  test('plan import tells every bad row, plans nothing, and ends with 1', async () => {
    const id = await brand()
    const { accounts } = await ask<{ accounts: { handle: string }[] }>('POST', `/api/brands/${id}/accounts/practice`, {
      network: 'mastodon',
    })
    const folder = join(home, 'plans')
    mkdirSync(join(folder, 'pictures'), { recursive: true })
    copyFileSync(join(pictures, 'flat-white.png'), join(folder, 'Beside.PNG'))
    copyFileSync(join(pictures, 'decaf-bag.png'), join(folder, 'pictures', 'below.png'))
    const rows = [
      'date,time,accounts,text,images',
      `2031-05-01,10:00,${accounts[0]?.handle},One picture beside,beside.png`,
      '2031-05-02,10:00,Mastodon,One in the folder,below.png',
      '2031-05-03,25:00,Mastodon,No such hour,',
      '2031-05-04,10:00,Mastodon,No such picture,nowhere.png',
    ]
    writeFileSync(join(folder, 'plan.csv'), rows.join('\n'))
    const told = await rialto('plan', 'import', join(folder, 'plan.csv'), '--brand', 'tea house')
    equal(told.code, 1, told.said)
    match(told.said, /2 pictures are in the library/)
    match(told.said, /row 4, time: .*25:00/)
    match(told.said, /row 5, media: .*nowhere\.png/)
    match(told.said, /--skip-bad/)
    equal((await ask<Listed<unknown>>('GET', `/api/brands/${id}/posts`)).items.length, 0)
  })

  test('plan import leaves the bad rows out when asked, and makes drafts when asked', async () => {
    const file = join(home, 'plans', 'plan.csv')
    const dry = await rialto('plan', 'import', file, '--brand', 'Tea house', '--skip-bad', '--dry-run')
    equal(dry.code, 0, dry.said)
    equal((await ask<Listed<unknown>>('GET', `/api/brands/${await brand()}/posts`)).items.length, 0)
    const told = await rialto('plan', 'import', file, '--brand', 'Tea house', '--skip-bad', '--as', 'draft')
    equal(told.code, 0, told.said)
    match(told.said, /2 posts are drafts now[\s\S]*2 rows were left out/)
    type Draft = { publications: unknown[]; id: string }
    const { items } = await ask<Listed<Draft>>('GET', `/api/brands/${await brand()}/posts`)
    deepEqual([items.length, items.flatMap((one) => one.publications)], [2, []])
    const { rows } = await database.pool.query(`select 1 from post_media where post_id = any($1)`, [
      items.map((one) => one.id),
    ])
    equal(rows.length, 2)
  })

  test('what plan import cannot read, or does not know, it says', async () => {
    match((await rialto('plan', 'import', join(home, 'none.csv'))).said, /none\.csv cannot be read/)
    match((await rialto('plan', 'import', 'x.csv', '--as', 'sent')).said, /Use it so: rialto plan import/)
    const file = join(home, 'plans', 'plan.csv')
    match(
      (await rialto('plan', 'import', file, '--brand', 'Nobody')).said,
      /No brand is called "Nobody"\. There is: .*Tea house/,
    )
    const lost = await rialto('plan', 'import', file, '--brand', 'Tea house', '--pictures', join(home, 'nowhere'))
    deepEqual([lost.code, /pictures cannot be read/.test(lost.said)], [1, true])
  })

  test('post schedules in the zone of the brand, for an account found by its network', async () => {
    const told = await rialto(
      'post',
      'Tea at five',
      '--brand',
      'Tea house',
      '--account',
      'Mastodon',
      '--at',
      '2031-06-01 17:00',
    )
    equal(told.code, 0, told.said)
    match(told.said, /mastodon: 2031-06-01T17:00\S* \(Asia\/Tokyo\)/)
    const { rows } = await database.pool.query(`select due_at from publication where brand_id = $1`, [await brand()])
    deepEqual(
      rows.map((row) => row.due_at.toISOString()),
      ['2031-06-01T08:00:00.000Z'],
    )
  })

  test('post publishes at once without --at', async () => {
    const told = await rialto('post', 'Tea now', '--brand', 'Tea house')
    equal(told.code, 0, told.said)
    const published = () =>
      database.pool.query(`select 1 from publication where brand_id = $1 and state = 'published'`, [made])
    await until(async () => (await published()).rows.length === 1, 60_000)
  })

  test('post refuses a time that has passed, is none, or an account nobody knows, and leaves no draft', async () => {
    const before = await count('post')
    const post = (...more: string[]) => rialto('post', 'Too late', '--brand', 'Tea house', ...more)
    const past = await post('--at', '2020-01-01T10:00')
    deepEqual(
      [past.code, /--at 2020-01-01T10:00 has passed: in Asia\/Tokyo it is/.test(past.said)],
      [1, true],
      past.said,
    )
    match((await post('--at', 'tomorrow')).said, /--at tomorrow is not a time/)
    match((await post('--at', '2031-01-01T10:00', '--zone', 'Mars/Base')).said, /is not a time in Mars\/Base/)
    match((await post('--account', 'bluesky')).said, /No account on Bluesky is connected/)
    match((await post('--account', 'nobody')).said, /No account or network is called "nobody"\. There is: .*mastodon/)
    const long = await rialto('post', 'x'.repeat(600), '--brand', 'Tea house', '--at', '2031-01-01T10:00')
    equal(long.code, 1, long.said)
    equal(await count(`post where deleted_at is null`), before)
  })

  test('doctor asks each account’s network, and says what to do about those that are not well', async () => {
    const well = await rialto('doctor')
    equal(well.code, 0, well.said)
    const connected = await count('account')
    match(well.said, new RegExp(`✔ Accounts +${connected} of ${connected} are well`))
    const { rows } = await database.pool.query(
      `select id from account where network in ('telegram', 'bluesky') order by network`,
    )
    const [deaf, sealed] = rows.map((row) => row.id)
    await database.pool.query(`update account set server = 'http://127.0.0.1:9' where id = $1`, [deaf])
    await database.pool.query(`update account set secrets = 'broken' where id = $1`, [sealed])
    const ill = await rialto('doctor')
    equal(ill.code, 1, ill.said)
    match(ill.said, new RegExp(`✔ Accounts +${connected - 2} of ${connected} are well`))
    match(
      ill.said,
      /✖ Account +\S+ on Bluesky: does not answer \(.*See that this machine reaches http:\/\/127\.0\.0\.1:9/,
    )
    match(ill.said, /✖ Account +\S.* on Telegram: could not be asked \(.*master key/)
    const stored = await database.pool.query(`select health from account where id = $1`, [deaf])
    equal(stored.rows[0].health, 'unreachable')
  })

  test('without a key, or without a desk, it is said what to do', async () => {
    const kept = { key, url }
    key = undefined
    match((await rialto('post', 'x')).said, /Make an API key/)
    key = 'rialto_wrong'
    match((await rialto('post', 'x')).said, /This API key is not valid/)
    key = kept.key
    url = 'http://127.0.0.1:9'
    match((await rialto('post', 'x')).said, /No desk answers at http:\/\/127\.0\.0\.1:9/)
    url = kept.url
  })
})
