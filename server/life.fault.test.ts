import assert from 'node:assert/strict'
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, chownSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { type TestContext, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { databaseAccount } from '../kernel/postgres/account.ts'
import { readPostmaster } from '../kernel/postgres/postmaster.ts'
import { until } from '../kernel/testing.ts'

const program = join(import.meta.dirname, 'rialto.js')

type Desk = { child: ChildProcess; said: string[]; url: string; readyMs: number }
type Given = { node?: string; ids?: { uid: number; gid: number } }

/** What was started on each data folder, to be ended with it. */
const launched = new Map<string, ChildProcess[]>()

function launch(dataDir: string, given: Given = {}) {
  const env = { PATH: process.env.PATH, RIALTO_DATA_DIR: dataDir, RIALTO_PORT: '0', RIALTO_LOG_LEVEL: 'error' }
  const child = spawn(given.node ?? process.execPath, [program, 'start'], {
    env,
    cwd: '/',
    stdio: ['ignore', 'pipe', 'pipe'],
    ...given.ids,
  })
  launched.get(dataDir)?.push(child)
  const said: string[] = []
  for (const stream of [child.stdout, child.stderr])
    createInterface({ input: stream }).on('line', (line) => said.push(line))
  return { child, said }
}

async function start(dataDir: string, given: Given = {}): Promise<Desk> {
  const began = performance.now()
  const { child, said } = launch(dataDir, given)
  const address = () => said.map((line) => /Ready at\s+(http\S+)/.exec(line)?.[1]).find(Boolean)
  await until(() => Boolean(address()) || child.exitCode !== null, 90_000)
  assert.equal(child.exitCode, null, said.join('\n'))
  return { child, said, url: address() ?? '', readyMs: Math.round(performance.now() - began) }
}

async function ended(child: ChildProcess): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  return child.exitCode
}

function freshFolder(t: TestContext, ids?: { uid: number; gid: number }): string {
  const home = mkdtempSync(join(tmpdir(), 'rialto-desk-'))
  if (ids) chownSync(home, ids.uid, ids.gid)
  const dataDir = join(home, 'data')
  launched.set(dataDir, [])
  t.after(async () => {
    for (const child of launched.get(dataDir) ?? []) {
      child.kill('SIGKILL')
      await ended(child)
    }
    const left = readPostmaster(join(dataDir, 'postgres'))
    if (left) process.kill(left.pid, 'SIGQUIT')
    await until(() => !readPostmaster(join(dataDir, 'postgres')))
    rmSync(home, { recursive: true, force: true })
  })
  return dataDir
}

const postmasterOf = (dataDir: string): number => {
  const found = readPostmaster(join(dataDir, 'postgres'))
  assert.ok(found, 'the database runs')
  return found.pid
}

const owner = { email: 'ada@example.com', password: 'correct horse battery' }

async function setUp(desk: Desk): Promise<string> {
  const body = { ...owner, name: 'Ada', workspaceName: 'Roastery', locale: 'en', zone: 'Europe/Sofia' }
  return cookieOf(await send(desk, '/api/setup', body))
}

const signIn = async (desk: Desk) => cookieOf(await send(desk, '/api/session', owner))

const cookieOf = (answer: Response) => {
  assert.ok(answer.ok, `${answer.status}`)
  return answer.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
}

const send = (desk: Desk, path: string, body: unknown, cookie = '') =>
  fetch(`${desk.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: desk.url, cookie },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(10_000),
  })

/** Makes brands one after the other until the desk is gone; those answered for are kept. */
async function makeBrands(desk: Desk, cookie: string, acknowledged: string[]): Promise<void> {
  for (;;) {
    await pause(10)
    const name = `Brand ${acknowledged.length} ${desk.child.pid}`
    try {
      const answer = await send(desk, '/api/brands', { name, zone: 'Europe/Sofia' }, cookie)
      const text = await answer.text()
      if (answer.status === 201) acknowledged.push(name)
      else if (answer.status < 500) throw new Error(`${answer.status} ${text}`)
    } catch (error) {
      if (desk.child.exitCode !== null || desk.child.signalCode !== null) return
      if (error instanceof Error && /^4/.test(error.message)) throw error
    }
  }
}

async function brandsOf(desk: Desk, cookie: string): Promise<string[]> {
  const answer = await fetch(`${desk.url}/api/brands`, { headers: { cookie } })
  const { items } = (await answer.json()) as { items: { name: string }[] }
  return items.map((one) => one.name)
}

test('a desk starts, tells its address, and stops cleanly with its database', { timeout: 300_000 }, async (t) => {
  const dataDir = freshFolder(t)
  for (const time of ['first', 'later']) {
    const desk = await start(dataDir)
    t.diagnostic(`${time} start: ${desk.readyMs} ms`)
    assert.equal((await fetch(`${desk.url}/api/setup`)).status, 200)
    desk.child.kill(time === 'first' ? 'SIGINT' : 'SIGTERM')
    assert.equal(await ended(desk.child), 0)
    assert.equal(readPostmaster(join(dataDir, 'postgres')), undefined)
    assert.equal(desk.said.at(-1), 'Stopped.')
  }
})

test('a second start on the same data says who is there, and harms nothing', { timeout: 300_000 }, async (t) => {
  const dataDir = freshFolder(t)
  const desk = await start(dataDir)
  const second = launch(dataDir)
  assert.equal(await ended(second.child), 1)
  assert.match(second.said.join('\n'), new RegExp(`already runs on .* \\(process ${desk.child.pid}\\)`))
  assert.equal((await fetch(`${desk.url}/api/setup`)).status, 200)
})

test('killing the database, the desk, or all at once loses nothing that was answered for', {
  timeout: 300_000,
}, async (t) => {
  const dataDir = freshFolder(t)
  const acknowledged: string[] = []
  let desk = await start(dataDir)
  await setUp(desk)
  for (const victim of ['database', 'desk', 'all', 'all']) {
    const making = makeBrands(desk, await signIn(desk), acknowledged)
    let before = acknowledged.length
    await until(() => acknowledged.length > before + 5)
    before = acknowledged.length
    const database = postmasterOf(dataDir)
    if (victim !== 'desk') process.kill(database, 'SIGKILL')
    if (victim === 'database') await until(() => acknowledged.length > before + 5)
    desk.child.kill('SIGKILL')
    await ended(desk.child)
    await making
    desk = await start(dataDir)
    t.diagnostic(`after the kill of ${victim}: ready in ${desk.readyMs} ms`)
  }
  const kept = new Set(await brandsOf(desk, await signIn(desk)))
  assert.deepEqual(
    acknowledged.filter((name) => !kept.has(name)),
    [],
  )
  desk.child.kill('SIGTERM')
  assert.equal(await ended(desk.child), 0)
})

test('an ordinary user runs a desk as root does', { timeout: 300_000 }, async (t) => {
  if (process.getuid?.() !== 0) return t.skip('only root can become an ordinary user')
  const { ids } = databaseAccount('/nonexistent')
  assert.ok(ids)
  if (spawnSync(process.execPath, ['--version'], { ...ids }).status !== 0)
    return t.skip('the ordinary user cannot read where Rialto is installed')
  const dataDir = freshFolder(t, ids)
  const desk = await start(dataDir, { ids })
  await setUp(desk)
  desk.child.kill('SIGTERM')
  assert.equal(await ended(desk.child), 0)
})

test('below folders that only root may enter, the database of root runs all the same', {
  timeout: 120_000,
}, async (t) => {
  if (process.getuid?.() !== 0) return t.skip('only root has such folders')
  const dataDir = freshFolder(t)
  chmodSync(join(dataDir, '..'), 0o700)
  const desk = await start(dataDir)
  desk.child.kill('SIGTERM')
  assert.equal(await ended(desk.child), 0)
})

test('started by an older Node, the desk runs on ours, and stops when that older one is killed', {
  timeout: 120_000,
}, async (t) => {
  const older = ['/usr/bin/node', '/usr/local/bin/node'].find((path) =>
    /^v(18|20|22)\./.test(spawnSync(path, ['--version']).stdout?.toString() ?? ''),
  )
  if (!older) return t.skip('there is no older Node here')
  const dataDir = freshFolder(t)
  const desk = await start(dataDir, { node: older })
  assert.equal((await fetch(`${desk.url}/api/setup`)).status, 200)
  desk.child.kill('SIGKILL')
  await until(() => readPostmaster(join(dataDir, 'postgres')) === undefined)
  await assert.rejects(fetch(`${desk.url}/api/setup`))
  const again = await start(dataDir, { node: older })
  again.child.kill('SIGTERM')
  assert.equal(await ended(again.child), 0)
})
