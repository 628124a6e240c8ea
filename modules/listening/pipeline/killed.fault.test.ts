import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { deskWorld, givenBrand } from '../../brand/testing-desk.ts'
import { pastPosts } from '../past/past-posts.ts'
import { givenQuery, givenSource } from '../testing-listening.ts'

const [posts, kills, perAnswer] = [6_000, 5, 60]
const isAbout = (n: number) => n % 5 === 0

/** Tells what stands after a number, a little at a time, as a stream does. */
async function openTap() {
  const server = createServer(async (request, response) => {
    const after = Number(new URL(request.url ?? '/', 'http://tap').searchParams.get('after'))
    if (after >= posts) await pause(200)
    else await pause(10)
    const lines = Array.from({ length: Math.min(perAnswer, Math.max(0, posts - after)) }, (_, n) => {
      const text = isAbout(after + n) ? `an espresso, the ${after + n}th` : `nothing of note ${after + n}`
      return { id: String(after + n), text }
    })
    response.end(JSON.stringify(lines))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}/`, close: () => server.close() }
}

async function listenerProcess(env: Record<string, string>): Promise<ChildProcess> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'testing-listener-process.ts')], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  if (!child.stdout) throw new Error('the listener has no output')
  await once(child.stdout, 'data')
  return child
}

async function kill(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL')
  await once(child, 'exit')
}

test('a listener killed again and again keeps every mention once, and the past has every post once', async () => {
  const [world, tap] = [await deskWorld(), await openTap()]
  try {
    const { brandId } = await givenBrand(world)
    await givenQuery(world, { brandId, text: 'espresso' })
    await givenSource(world, { brandId, key: 'tap of the test', kind: 'tap' })
    const env = { TAP: tap.url, DATABASE_URL: world.databaseUrl, FILES: join(world.config.dataDir, 'files') }
    const counted = async () =>
      (await sql<{ count: number }>`select count(*)::integer as count from mention`.execute(world.db)).rows[0]?.count ??
      0
    const wanted = Array.from({ length: posts }, (_, n) => n).filter(isAbout).length
    for (let n = 1; n <= kills; n++) {
      const child = await listenerProcess(env)
      const until = Math.min(wanted, (await counted()) + wanted / (kills + 2))
      for (let left = 300; left > 0 && (await counted()) < until; left--) await pause(20)
      await kill(child)
      await sql`update listening_intake set leased_until = now()`.execute(world.db)
    }
    const last = await listenerProcess(env)
    const done = async () => {
      const intake = await world.db.selectFrom('listeningIntake').select('cursor').executeTakeFirst()
      return intake?.cursor === String(posts)
    }
    for (let left = 600; left > 0 && !(await done()); left--) await pause(100)
    await kill(last)
    assert.ok(await done())
    assert.equal(await counted(), wanted)
    const keys: string[] = []
    const since = new Date(Date.now() - 3_600_000)
    for await (const { posts: page } of pastPosts(world, { brandId, since }, new AbortController().signal))
      keys.push(...page.map(({ key }) => key))
    assert.equal(keys.length, posts)
    assert.equal(new Set(keys).size, posts)
  } finally {
    tap.close()
    await world.close()
  }
})
