import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { movableClock } from '../../kernel/clock.ts'
import { startPractice } from '../practice.ts'

const program = join(import.meta.dirname, '../rialto.js')

async function rialto(dataDir: string, ...args: string[]): Promise<{ code: number | null; said: string }> {
  const env = { PATH: process.env.PATH, NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE, RIALTO_DATA_DIR: dataDir }
  const child = spawn(process.execPath, [program, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  const said: Buffer[] = []
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => said.push(chunk))
  const [code] = await once(child, 'close')
  return { code, said: Buffer.concat(said).toString() }
}

const asking = (token = '', body?: object): RequestInit => ({
  headers: { authorization: `Bearer ${token}`, ...(body ? { 'content-type': 'application/json' } : {}) },
  ...(body ? { method: 'POST', body: JSON.stringify(body) } : {}),
})

type Post = { id: string }
type Context = { descendants: { content: string; account: { acct: string } }[] }

test('a crisis is set off from the command line on a practice account, and its people take answers', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'rialto-practice-'))
  const clock = movableClock()
  try {
    const early = await rialto(dataDir, 'practice', 'crisis')
    deepEqual([early.code, /start the desk/.test(early.said)], [1, true])
    const practice = await startPractice({ dataDir }, clock)
    try {
      const { fields } = await practice.openAccount('mastodon', { name: 'Roastery', handle: 'roastery', locale: 'en' })
      const ask = async <T>(path: string, body?: object): Promise<T> => {
        const answer = await fetch(`${practice.origin}/mastodon/api/v1${path}`, asking(fields.token, body))
        ok(answer.ok, `${answer.status} ${path}`)
        return (await answer.json()) as T
      }
      const empty = await rialto(dataDir, 'practice', 'crisis')
      deepEqual([empty.code, /publish a post first/.test(empty.said)], [1, true])
      const { id } = await ask<Post>('/statuses', { status: 'A new roast is here.' })
      const unknown = await rialto(dataDir, 'practice', 'earthquake')
      deepEqual([unknown.code, /No scene is called "earthquake"/.test(unknown.said)], [1, true])
      const nobody = await rialto(dataDir, 'practice', 'crisis', '--account', 'nobody')
      deepEqual([nobody.code, /There is: roastery \(mastodon\)/.test(nobody.said)], [1, true])

      const { code, said } = await rialto(dataDir, 'practice', 'crisis', '--account', '@roastery')
      equal(code, 0, said)
      match(said, /crisis begins on mastodon, under the newest post of roastery: A new roast is here\./)
      clock.moveBy(60_000)
      const { descendants } = await ask<Context>(`/statuses/${id}/context`)
      ok(descendants.length > 150 && descendants.length < 260, `${descendants.length} in the first minute`)
    } finally {
      await practice.close()
    }
    const late = await rialto(dataDir, 'practice', 'crisis')
    deepEqual([late.code, /does not answer/.test(late.said)], [1, true])
  } finally {
    await rm(dataDir, { recursive: true, force: true })
  }
})

test('on the practice network whoever is answered answers back within three minutes', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'rialto-practice-'))
  const clock = movableClock()
  const practice = await startPractice({ dataDir }, clock)
  try {
    const { fields } = await practice.openAccount('mastodon', { name: 'Roastery', handle: 'roastery', locale: 'en' })
    const api = `${practice.origin}/mastodon/api/v1`
    const write = async (body: object) =>
      (await (await fetch(`${api}/statuses`, asking(fields.token, body))).json()) as Post
    const below = async (id: string) =>
      (
        (await (await fetch(`${api}/statuses/${id}/context`, asking(fields.token))).json()) as Context & {
          descendants: Post[]
        }
      ).descendants
    const answers: string[] = []
    for (let day = 0; day < 5; day++) {
      const { id } = await write({ status: `Which roast do you like best on day ${day}?` })
      clock.moveBy(2 * 60_000)
      for (const comment of await below(id)) {
        const status = `@${comment.account.acct} thank you, we will roast more of it on Tuesday, day ${day}.`
        answers.push((await write({ status, in_reply_to_id: comment.id })).id)
      }
      clock.moveBy(3 * 60_000)
      await below(id)
      clock.moveBy(24 * 3_600_000)
    }
    const back = await Promise.all(answers.map(below))
    const count = back.filter((one) => one.length > 0).length
    ok(answers.length >= 5 && count >= answers.length / 2, `${count} of ${answers.length} answered back`)
  } finally {
    await practice.close()
    await rm(dataDir, { recursive: true, force: true })
  }
})
