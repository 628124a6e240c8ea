import assert from 'node:assert/strict'
import { appendFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { movableClock } from '../../kernel/clock.ts'
import { defineLabNetwork, type Lab, startLab } from './lab.ts'
import type { LabNetwork } from './network.ts'
import { openApiDescription } from './openapi.ts'

type Note = { id: string; text: string }

const api = {
  openapi: '3.1.0',
  paths: {
    '/notes': {
      post: {
        requestBody: {
          required: true,
          content: { 'application/json': { schema: { $ref: '#/components/schemas/NewNote' } } },
        },
        responses: { 200: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Note' } } } } },
      },
      get: { parameters: [{ name: 'limit', in: 'query', schema: { type: 'integer' } }], responses: { 200: {} } },
    },
    '/files': {
      post: {
        requestBody: {
          content: {
            'multipart/form-data': {
              schema: {
                type: 'object',
                properties: { file: { type: 'string', format: 'binary' }, alt: { type: 'string' } },
              },
            },
          },
        },
        responses: { 200: {} },
      },
    },
  },
  components: {
    schemas: {
      NewNote: { type: 'object', required: ['text'], properties: { text: { type: 'string' } } },
      Note: {
        allOf: [
          { $ref: '#/components/schemas/NewNote' },
          { type: 'object', properties: { id: { type: 'string' } }, required: ['id'] },
        ],
      },
    },
  },
}

/** A network small enough to see through: notes on a wall. */
const wall: LabNetwork = defineLabNetwork({
  id: 'wall',
  describe: () => openApiDescription(api),
  mount: (site) => {
    const expired = new Set<string>()
    const { state, commit } = site.keep<Note[], Note>([], (notes, note) => void notes.push(note))
    const tokenOf = (headers: Record<string, string>) => headers.authorization ?? 'nobody'
    site.on('POST', '/notes', ({ body, headers }) => {
      if (expired.has(tokenOf(headers))) return { status: 401, json: { error: 'expired' } }
      const { text } = body as { text: string }
      const note = { id: String(state.length + 1), text }
      commit(note, { account: tokenOf(headers), kind: 'create', objectId: note.id, text, fingerprint: text })
      return { status: 200, json: text === 'leak' ? { ...note, secret: 1 } : note }
    })
    site.on('GET', '/notes', () => ({ status: 200, json: state }))
    site.on('POST', '/files', ({ files, body }) => ({
      status: 200,
      json: { files: files.map(({ path, ...file }) => file), body },
    }))
    return {
      openAccount: async ({ handle }) => ({ way: 'token', fields: { token: handle } as Record<string, string> }),
      accountOf: ({ headers }) => headers.authorization,
      expireToken: ({ headers }) => void expired.add(tokenOf(headers)),
      tooMany: (retryAfterS) => ({
        status: 429,
        headers: retryAfterS === null ? undefined : { 'retry-after': String(retryAfterS) },
        json: { error: 'slow' },
      }),
      broken: (status) => ({ status, json: { error: `it is ${status}` } }),
    }
  },
})

async function withLab(
  options: { strict?: boolean; journal?: string },
  run: (
    lab: Lab,
    send: (method: string, path: string, body?: unknown, token?: string) => Promise<Response>,
  ) => Promise<void>,
) {
  const lab = await startLab({ networks: [wall], ...options })
  const send = (method: string, path: string, body?: unknown, token = 'anna') =>
    fetch(`${lab.origin}${path}`, {
      method,
      body: body === undefined ? undefined : JSON.stringify(body),
      headers: { authorization: token, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    })
  try {
    await run(lab, send)
  } finally {
    await lab.close()
  }
}

test('a dropped answer after commit leaves one object in the ledger and an error at the caller', () =>
  withLab({}, async (lab, send) => {
    lab.faults.add({ act: 'drop', when: 'after-commit', method: 'POST', times: 1 })
    await assert.rejects(send('POST', '/wall/notes', { text: 'kept' }))
    assert.deepEqual(
      lab.ledger.live('wall').map((one) => one.text),
      ['kept'],
    )
    assert.equal((await send('POST', '/wall/notes', { text: 'second' })).status, 200)
  }))

test('a dropped request before commit leaves nothing', () =>
  withLab({}, async (lab, send) => {
    lab.faults.add({ act: 'drop', when: 'no-commit', times: 1 })
    await assert.rejects(send('POST', '/wall/notes', { text: 'lost' }))
    assert.equal(lab.ledger.entries.length, 0)
  }))

test('a fault aimed at one account spares the others', () =>
  withLab({}, async (lab, send) => {
    lab.faults.add({ act: 'expire-token', when: 'before-commit', account: 'anna' })
    assert.equal((await send('POST', '/wall/notes', { text: 'a' }, 'boris')).status, 200)
    assert.equal((await send('POST', '/wall/notes', { text: 'a' }, 'anna')).status, 401)
  }))

test('a half-open connection does what was asked and never answers', () =>
  withLab({}, async (lab) => {
    lab.faults.add({ act: 'half-open', when: 'after-commit', times: 1 })
    const body = JSON.stringify({ text: 'silent' })
    const headers = { 'content-type': 'application/json' }
    const asking = fetch(`${lab.origin}/wall/notes`, {
      method: 'POST',
      body,
      headers,
      signal: AbortSignal.timeout(150),
    })
    await assert.rejects(asking, { name: 'TimeoutError' })
    assert.equal(lab.ledger.live('wall').length, 1)
  }))

test('a fault of no known kind is refused, also from another process', () =>
  withLab({}, async (lab, send) => {
    const answer = await send('POST', '/_lab/faults', { act: 'explode', when: 'no-commit' })
    assert.deepEqual([answer.status, lab.faults.list()], [400, []])
    assert.equal((await send('POST', '/_lab/faults', { act: 'drop' })).status, 400)
  }))

test('an answer takes as long as the lab is told', async () => {
  const lab = await startLab({ networks: [wall], latencyMs: 60 })
  try {
    const began = performance.now()
    await fetch(`${lab.origin}/wall/notes`)
    assert.ok(performance.now() - began >= 55)
  } finally {
    await lab.close()
  }
})

test('a server error after commit keeps what it did', () =>
  withLab({}, async (lab, send) => {
    lab.faults.add({ act: 'status', status: 502, when: 'after-commit', times: 1 })
    assert.equal((await send('POST', '/wall/notes', { text: 'x' })).status, 502)
    assert.equal(lab.ledger.live().length, 1)
  }))

test('a rate limit comes with and without a time to wait', () =>
  withLab({}, async (lab, send) => {
    lab.faults.add({ act: 'rate-limit', when: 'no-commit', retryAfterS: 7, times: 1 })
    assert.equal((await send('GET', '/wall/notes')).headers.get('retry-after'), '7')
    lab.faults.add({ act: 'rate-limit', when: 'no-commit', retryAfterS: null, times: 1 })
    const silent = await send('GET', '/wall/notes')
    assert.deepEqual([silent.status, silent.headers.get('retry-after')], [429, null])
  }))

test('in strict mode what the description does not name is refused and kept', () =>
  withLab({ strict: true }, async (lab, send) => {
    for (const [path, body] of [
      ['/wall/nowhere', {}],
      ['/wall/notes', { text: 'a', colour: 'red' }],
      ['/wall/notes?speed=9', { text: 'a' }],
      ['/wall/notes', {}],
    ] as const)
      assert.equal((await send('POST', path, body)).status, 400)
    assert.equal((await send('GET', '/wall/notes?limit=many')).status, 400)
    assert.match(
      lab.violations.map((one) => one.problems.join()).join('\n'),
      /unknown operation.*\n.*colour.*\n.*speed.*\n.*text.*\n.*limit/,
    )
    assert.equal((await send('POST', '/wall/notes', { text: 'fine' })).status, 200)
  }))

test('in strict mode an emulator cannot answer with a field the description does not name', () =>
  withLab({ strict: true }, async (lab, send) => {
    assert.equal((await send('POST', '/wall/notes', { text: 'leak' })).status, 500)
    assert.match(lab.violations[0]?.problems[0] ?? '', /secret/)
  }))

test('an upload is streamed to a file and hashed', () =>
  withLab({ strict: true }, async (lab) => {
    const form = new FormData()
    form.append('alt', 'кафе')
    form.append('file', new Blob(['hello'], { type: 'text/plain' }), 'a.txt')
    const answer = await (await fetch(`${lab.origin}/wall/files`, { method: 'POST', body: form })).json()
    assert.deepEqual(answer, {
      body: { alt: 'кафе' },
      files: [
        {
          field: 'file',
          fileName: 'a.txt',
          mime: 'text/plain',
          bytes: 5,
          sha256: '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824',
        },
      ],
    })
  }))

test('another process can read the oracle, arm faults and move the clock', () =>
  withLab({}, async (lab, send) => {
    await send('POST', '/_lab/faults', { act: 'status', status: 500, when: 'no-commit', times: 1 })
    assert.equal((await send('POST', '/wall/notes', { text: 'no' })).status, 500)
    await send('POST', '/wall/notes', { text: 'yes' })
    await send('POST', '/_lab/clock', { moveTo: '2027-01-01T00:00:00.000Z' })
    const entries = (await (await send('GET', '/_lab/ledger?after=0')).json()) as { text: string }[]
    assert.deepEqual(
      entries.map((one) => one.text),
      ['yes'],
    )
    assert.equal(lab.clock.now().getUTCFullYear(), 2027)
    assert.equal((await send('POST', '/_lab/accounts', { network: 'nowhere', name: 'a', handle: 'a' })).status, 400)
  }))

test('practice state survives a restart, even one that tore the last line', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'rialto-journal-'))
  const journal = join(folder, 'practice.jsonl')
  try {
    await withLab({ journal }, async (_lab, send) => void (await send('POST', '/wall/notes', { text: 'kept' })))
    await appendFile(journal, '{"network":"wall","event":{"id":"2","te')
    await withLab({ journal }, async (lab, send) => {
      assert.deepEqual(await (await send('GET', '/wall/notes')).json(), [{ id: '1', text: 'kept' }])
      assert.equal(lab.ledger.live('wall').length, 1)
      await send('POST', '/wall/notes', { text: 'after' })
    })
    await withLab({ journal }, async (lab) => assert.equal(lab.ledger.live('wall').length, 2))
  } finally {
    await rm(folder, { recursive: true })
  }
})

test('an emulator is loaded when it is first asked for, once, and remembers what it did before', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'rialto-journal-'))
  const journal = join(folder, 'practice.jsonl')
  const loaded: string[] = []
  const load = async (id: string) => {
    loaded.push(id)
    return { ...wall, id }
  }
  const lazily = (id: string) => ({ id, load: () => load(id) })
  const start = () => startLab({ networks: [lazily('wall'), lazily('other')], journal })
  const say = (lab: Lab, text: string) =>
    fetch(`${lab.origin}/wall/notes`, {
      method: 'POST',
      body: JSON.stringify({ text }),
      headers: { 'content-type': 'application/json' },
    })
  try {
    const first = await start()
    assert.deepEqual(loaded, [])
    assert.ok(first.offers('other') && !first.offers('another'))
    await Promise.all([say(first, 'one'), say(first, 'two'), first.openAccount('wall', { name: 'A', handle: 'a' })])
    await first.close()
    assert.deepEqual(loaded.splice(0), ['wall'])
    const second = await start()
    assert.deepEqual(loaded, [])
    const told = await fetch(`${second.origin}/_lab/live?network=wall`)
    assert.equal(((await told.json()) as unknown[]).length, 2)
    assert.deepEqual(loaded, ['wall'])
    await second.close()
  } finally {
    await rm(folder, { recursive: true })
  }
})

test('an emulator that cannot be loaded is named to who asks for it, and the others work', async () => {
  const broken = { id: 'broken', load: async () => Promise.reject(new Error('the emulator broken/lab.ts is broken')) }
  const lab = await startLab({ networks: [broken, { id: 'wall', load: async () => wall }] })
  try {
    await assert.rejects(lab.openAccount('broken', { name: 'A', handle: 'a' }), /broken\/lab\.ts is broken/)
    assert.equal((await lab.openAccount('wall', { name: 'A', handle: 'a' })).way, 'token')
  } finally {
    await lab.close()
  }
})

test('the same people do the same about the same post, in its language, and only after it', async () => {
  const clock = movableClock(new Date('2027-03-01T17:00:00Z'))
  const lab = await startLab({ networks: [], clock })
  const twin = await startLab({ networks: [] })
  try {
    const post = {
      key: 'roastery 1',
      text: 'Яке зерно вам більше до смаку?',
      language: 'uk',
      at: new Date('2027-03-01T17:00:00Z'),
      media: true,
    }
    const later = new Date('2027-03-04T17:00:00Z')
    assert.deepEqual(lab.people.reactionsTo(post, post.at), [])
    assert.deepEqual(lab.people.reactionsTo(post, later), twin.people.reactionsTo(post, later))
    const comments = lab.people.reactionsTo(post, later).filter((one) => one.kind === 'comment')
    assert.ok(comments.length > 0 && comments.every((one) => one.person.locale === 'uk'))
  } finally {
    await lab.close()
    await twin.close()
  }
})

test('two thousand posts of fifty writers take a few seconds at most', () =>
  withLab({}, async (lab, send) => {
    const writers = Array.from({ length: 50 }, async (_, writer) => {
      for (let n = 0; n < 40; n++) await (await send('POST', '/wall/notes', { text: `${writer}-${n}` })).text()
    })
    const began = performance.now()
    await Promise.all(writers)
    assert.equal(lab.ledger.live().length, 2000)
    assert.ok(performance.now() - began < 15_000)
  }))
