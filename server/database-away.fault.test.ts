import { deepEqual, equal, ok } from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { type TestContext, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { createLog } from '../kernel/log.ts'
import { type Embedded, startEmbedded } from '../kernel/postgres/embedded.ts'
import { readPostmaster } from '../kernel/postgres/postmaster.ts'
import { until } from '../kernel/testing.ts'

const program = join(import.meta.dirname, 'rialto.js')

type Answer = { status: number; body: Record<string, unknown>; retryAfter: string | null }
/** What is to be undone at the end, the last first. */
type Ends = (() => Promise<void>)[]
type Ask = (method: string, path: string, body?: unknown, locale?: string) => Promise<Answer>

/** A database of the operator's own, which the desk neither starts nor mends. */
async function ownDatabase(home: string, ends: Ends) {
  const folder = join(home, 'database')
  const start = () => startEmbedded({ dataDir: folder, log: createLog('silent') })
  let running: Embedded | undefined = await start()
  const url = running.url
  const leave = async () => {
    await running?.stop()
    running = undefined
  }
  ends.push(leave)
  return {
    ...{ url, leave, cluster: join(folder, 'postgres') },
    comeBack: async () => {
      running = await start()
    },
  }
}

async function startDesk(home: string, databaseUrl: string, ends: Ends): Promise<Ask> {
  const dataDir = join(home, 'data')
  const env = {
    PATH: process.env.PATH,
    NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
    RIALTO_DATA_DIR: dataDir,
    RIALTO_PORT: '0',
    DATABASE_URL: databaseUrl,
  }
  const child = spawn(process.execPath, [program, 'start'], { env, cwd: '/', stdio: ['ignore', 'pipe', 'ignore'] })
  ends.push(async () => {
    child.kill('SIGKILL')
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  })
  const said: string[] = []
  createInterface({ input: child.stdout }).on('line', (line) => said.push(line))
  const address = () => said.map((line) => /Ready at\s+(http\S+)/.exec(line)?.[1]).find(Boolean)
  await until(() => Boolean(address()) || child.exitCode !== null)
  const origin = address()
  ok(origin, said.join('\n'))
  let cookie = ''
  return async (method, path, body, locale = 'en') => {
    const answer = await fetch(`${origin}${path}`, {
      method,
      headers: {
        ...{ 'accept-language': locale, origin, cookie },
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: AbortSignal.timeout(30_000),
    })
    const cookies = answer.headers.getSetCookie().map((one) => one.split(';')[0])
    if (cookies.length) cookie = cookies.join('; ')
    const text = await answer.text()
    return { status: answer.status, body: text ? JSON.parse(text) : {}, retryAfter: answer.headers.get('retry-after') }
  }
}

async function given(t: TestContext) {
  const home = mkdtempSync(join(tmpdir(), 'rialto-away-'))
  const ends: Ends = [async () => rmSync(home, { recursive: true, force: true })]
  t.after(async () => {
    for (const end of ends.reverse()) await end()
  })
  const database = await ownDatabase(home, ends)
  const ask = await startDesk(home, database.url, ends)
  const owner = { name: 'Ada', email: 'ada@example.com', password: 'correct horse battery' }
  const made = await ask('POST', '/api/setup', {
    ...{ ...owner, workspaceName: 'Roastery', locale: 'en', zone: 'Europe/Sofia' },
  })
  equal(made.status, 201)
  const brand = await ask('POST', '/api/brands', { name: 'Roastery', zone: 'Europe/Sofia' })
  return { home, database, ask, under: `/api/brands/${brand.body.id}`, ends }
}

test('while its database is away the desk says so in six languages, and goes on by itself when it is back', {
  timeout: 180_000,
}, async (t) => {
  const { home, database, ask, under } = await given(t)
  const opened = await ask('POST', `${under}/accounts/practice`, { network: 'telegram' })
  const [account] = opened.body.accounts as { id: string }[]
  const body = { body: { parts: [{ text: 'Roasted this morning', media: [] }] }, accountIds: [account?.id] }
  const post = await ask('POST', `${under}/posts`, body)
  equal((await ask('POST', `${under}/posts/${post.body.id}/publish-now`)).status, 200)
  await database.leave()

  const words = new Set<string>()
  for (const locale of ['en', 'bg', 'uk', 'sv', 'cs', 'pl']) {
    const refused = await ask('POST', `${under}/posts`, body, locale)
    const { code, message } = refused.body.error as { code: string; message: string }
    deepEqual([refused.status, code], [503, 'request.databaseAway'])
    ok(Number(refused.retryAfter) > 0)
    words.add(message)
  }
  equal(words.size, 6)
  await pause(3_000)
  await database.comeBack()

  await until(async () => (await ask('GET', '/api/me')).status === 200)
  const { items } = (await ask('GET', `${under}/posts`)).body as { items: { id: string }[] }
  deepEqual(
    items.map(({ id }) => id),
    [post.body.id],
  )
  const states = async () => {
    const found = (await ask('GET', `${under}/publications`)).body as { items: { state: string }[] }
    return found.items.map(({ state }) => state)
  }
  await until(async () => (await states()).every((state) => state === 'published'), 60_000)
  equal((await states()).length, 1)
  const port = readFileSync(join(home, 'data/practice/port'), 'utf8')
  const live = (await (await fetch(`http://127.0.0.1:${port}/_lab/live?network=telegram`)).json()) as unknown[]
  equal(live.length, 1)
})

test('a database that stands still for some seconds only makes the desk late', { timeout: 180_000 }, async (t) => {
  if (process.platform !== 'linux') return t.skip('processes are found by /proc')
  const { database, ask, under, ends } = await given(t)
  const names = ['One', 'Two', 'Three', 'Four', 'Five', 'Six']
  const postmaster = readPostmaster(database.cluster)
  ok(postmaster)
  const frozen = processesOf(postmaster.pid)
  ends.push(async () => signal(frozen, 'SIGCONT'))
  signal(frozen, 'SIGSTOP')
  const asked = names.map((title) => ask('POST', `${under}/posts`, { title }))
  await pause(5_000)
  signal(frozen, 'SIGCONT')
  const answers = await Promise.all(asked)
  deepEqual(
    answers.map(({ status }) => status),
    names.map(() => 201),
  )
  const { items } = (await ask('GET', `${under}/posts`)).body as { items: { title: string }[] }
  deepEqual(items.map(({ title }) => title).sort(), [...names].sort())
})

function processesOf(postmaster: number): number[] {
  const children = readdirSync('/proc').filter((name) => {
    if (!/^\d+$/.test(name)) return false
    try {
      return readFileSync(`/proc/${name}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[1] === String(postmaster)
    } catch {
      return false
    }
  })
  return [postmaster, ...children.map(Number)]
}

const signal = (pids: number[], name: NodeJS.Signals) => {
  for (const pid of pids) {
    try {
      process.kill(pid, name)
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
    }
  }
}
