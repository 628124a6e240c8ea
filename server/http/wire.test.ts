import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { request as send } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { after, before, suite, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { z } from 'zod'
import { announce } from '../../kernel/events.ts'
import { module as brandModule } from '../../modules/brand/index.ts'
import { route, module as teamModule } from '../../modules/team/index.ts'
import type { DeskModule } from '../load-modules.ts'
import { type Person, type ServedDesk, serveDesk } from './testing.ts'

const common = { tag: 'Test', access: { kind: 'session' } } as const
const Taken = z.object({
  files: z.array(
    z.object({ field: z.string(), fileName: z.string(), mime: z.string(), bytes: z.number(), sha256: z.string() }),
  ),
})
let broken: unknown

const wireModule: DeskModule = {
  name: 'wire',
  routes: [
    route({
      ...common,
      ...{ method: 'POST', path: '/api/measure', summary: 'Measures files', upload: true, answer: Taken },
      handle: async ({ files }) => {
        const taken = []
        try {
          for await (const { field, fileName, mime, stream } of files()) {
            const hash = createHash('sha256')
            let bytes = 0
            for await (const chunk of stream) {
              bytes += chunk.length
              hash.update(chunk)
            }
            taken.push({ field, fileName, mime, bytes, sha256: hash.digest('hex') })
          }
        } catch (error) {
          broken = error
          throw error
        }
        return { files: taken }
      },
    }),
    route({
      ...common,
      ...{ method: 'GET', path: '/api/page', summary: 'A file that somebody uploaded' },
      handle: async () => ({
        download: Buffer.from('<script>alert(1)</script>'),
        type: 'text/html',
        fileName: 'Кафе "1".html',
        inline: true,
      }),
    }),
  ],
}

suite('The wire', () => {
  let desk: ServedDesk
  let owner: Person
  let brandId: string
  let webFolder: string
  before(async () => {
    webFolder = await mkdtemp(join(tmpdir(), 'rialto-web-'))
    await mkdir(join(webFolder, 'assets'))
    await writeFile(join(webFolder, 'index.html'), '<!doctype html><title>Desk</title>')
    await writeFile(join(webFolder, 'assets/app-12345678.js'), 'plain()')
    await writeFile(join(webFolder, 'assets/app-12345678.js.gz'), gzipSync('packed()'))
    desk = await serveDesk({ modules: [teamModule, brandModule, wireModule], rooms: ['team', 'brand'], webFolder })
    owner = await desk.owner()
    brandId = await desk.brand('Coffee')
  })
  after(async () => {
    await desk.close()
    await rm(webFolder, { recursive: true, force: true })
  })

  test('files arrive whole, in order, with their names in any script', async () => {
    const contents = [randomBytes(3_000_000), Buffer.from('small'), Buffer.alloc(0)]
    const form = new FormData()
    for (const [n, content] of contents.entries())
      form.append('file', new Blob([content], { type: 'image/png' }), `кафе ☕ ${n}.png`)
    const { body } = await desk.ask<z.infer<typeof Taken>>('POST', '/api/measure', { as: owner, body: form })
    deepEqual(
      body.files.map(({ fileName, bytes }) => ({ fileName, bytes })),
      [
        { fileName: 'кафе ☕ 0.png', bytes: 3_000_000 },
        { fileName: 'кафе ☕ 1.png', bytes: 5 },
        { fileName: 'кафе ☕ 2.png', bytes: 0 },
      ],
    )
    equal(
      body.files[0]?.sha256,
      createHash('sha256')
        .update(contents[0] ?? '')
        .digest('hex'),
    )
  })

  test('300 MB pass through without being held', async () => {
    const before = process.memoryUsage().rss
    const chunk = randomBytes(1_000_000)
    let peak = 0
    const body = Readable.from(
      (async function* () {
        yield '--edge\r\ncontent-disposition: form-data; name="file"; filename="big.mp4"\r\ncontent-type: video/mp4\r\n\r\n'
        for (let n = 0; n < 300; n++) {
          peak = Math.max(peak, process.memoryUsage().rss)
          yield chunk
        }
        yield '\r\n--edge--\r\n'
      })(),
    )
    const told = await post(desk, owner, body)
    equal(told.status, 200)
    equal(JSON.parse(told.text).files[0].bytes, 300_000_000)
    ok(peak - before < 150_000_000, `${Math.round((peak - before) / 1e6)} MB more were held`)
  })

  test('an upload that breaks off ends with an error, not short', async () => {
    broken = undefined
    const part =
      '--edge\r\ncontent-disposition: form-data; name="file"; filename="cut.png"\r\ncontent-type: image/png\r\n\r\n'
    const request = send(new URL('/api/measure', desk.address), {
      ...{ method: 'POST' },
      headers: { cookie: owner.cookie, 'content-type': 'multipart/form-data; boundary=edge' },
    })
    request.on('error', () => {})
    request.write(part + 'x'.repeat(100_000))
    await new Promise((resolve) => setTimeout(resolve, 100))
    request.destroy()
    for (let waited = 0; !broken && waited < 50; waited++) await new Promise((resolve) => setTimeout(resolve, 20))
    ok(broken instanceof Error)
  })

  test('what is no multipart body is refused before it is read', async () => {
    equal((await desk.ask('POST', '/api/measure', { as: owner, body: { file: 1 } })).status, 415)
  })

  test('a file that somebody uploaded runs nothing as a page of the desk', async () => {
    const page = await desk.ask('GET', '/api/page', { as: owner })
    match(page.headers.get('content-security-policy') ?? '', /^sandbox/)
    equal(page.headers.get('content-disposition'), `inline; filename*=UTF-8''%D0%9A%D0%B0%D1%84%D0%B5%20%221%22.html`)
  })

  test('changes are heard as they happen, only of one’s own brands, and go on after a cut', async () => {
    const other = await desk.brand('Tea')
    const listener = await desk.person('Listener', { [brandId]: 'viewer' })
    const first = await follow(desk, listener)
    await announce(desk.world.db, 'post.changed', { postId: 'ours-1' }, { brandId })
    await announce(desk.world.db, 'post.changed', { postId: 'theirs' }, { brandId: other })
    await announce(desk.world.db, 'post.changed', { postId: 'ours-2' }, { brandId })
    const heard = await first.take(2)
    deepEqual(
      heard.map((event) => event.payload.postId),
      ['ours-1', 'ours-2'],
    )
    first.stop()
    await announce(desk.world.db, 'post.changed', { postId: 'ours-3' }, { brandId })
    const second = await follow(desk, listener, { lastId: heard.at(-1)?.id })
    deepEqual(
      (await second.take(1)).map((event) => event.payload.postId),
      ['ours-3'],
    )
    second.stop()
  })

  test('what changes between the first answer and the opening of the line is heard on the line', async () => {
    const { body: me } = await desk.ask<{ events: string }>('GET', '/api/me', { as: owner })
    await announce(desk.world.db, 'post.changed', { postId: 'meanwhile' }, { brandId })
    const stream = await follow(desk, owner, { after: me.events })
    deepEqual(
      (await stream.take(1)).map((event) => event.payload.postId),
      ['meanwhile'],
    )
    stream.stop()
  })

  test('who loses a brand hears no more of it', async () => {
    const guest = await desk.person('Guest', { [brandId]: 'viewer' })
    const stream = await follow(desk, guest)
    await desk.ask('PATCH', `/api/members/${guest.me.id}`, { as: owner, body: { brandRoles: {} } })
    await announce(desk.world.db, 'post.changed', { postId: 'secret' }, { brandId })
    const workspaceId = owner.me.workspace.id
    await announce(desk.world.db, 'workspace.changed', {}, { workspaceId })
    const heard = await stream.take(2)
    deepEqual(
      heard.map((event) => event.type),
      ['member.changed', 'workspace.changed'],
    )
    stream.stop()
  })

  test('a path is a screen of the interface, but what has an ending or is below /api is really missing', async () => {
    const at = async (path: string) => (await desk.ask<string>('GET', path)).status
    deepEqual(
      [await at('/'), await at('/calendar/2026-11'), await at('/assets/gone.js'), await at('/api/gone')],
      [200, 200, 404, 404],
    )
    equal(await at('/..%2f..%2fpackage.json'), 404)
    equal((await desk.ask('GET', '/')).headers.get('cache-control'), 'no-cache')
  })

  test('who is sent back to 127.0.0.1 goes on to localhost, where they signed in, and never anywhere else', async () => {
    const sentBack = async (desk: ServedDesk, path: string) => (await desk.ask('GET', path)).headers.get('location')
    equal(await sentBack(desk, '/connect/return?code=1'), null)
    const config = { publicUrl: 'http://localhost:4400' }
    const other = await serveDesk({ modules: [teamModule], rooms: ['team', 'brand'], webFolder, config })
    equal(
      await sentBack(other, '/connect/return?code=1&state=2'),
      'http://localhost:4400/connect/return?code=1&state=2',
    )
    equal(await sentBack(other, '/evil/../connect/returned'), null)
    equal(await sentBack(other, '/calendar'), null)
    await other.close()
  })

  test('a built file is served packed, for ever, and not twice', async () => {
    const path = '/assets/app-12345678.js'
    const packed = await desk.ask<string>('GET', path, { headers: { 'accept-encoding': 'gzip' } })
    deepEqual([packed.body, packed.headers.get('content-encoding')], ['packed()', 'gzip'])
    match(packed.headers.get('cache-control') ?? '', /immutable/)
    const plain = await desk.ask<string>('GET', path, { headers: { 'accept-encoding': 'identity' } })
    deepEqual([plain.body, plain.headers.get('vary')], ['plain()', 'accept-encoding'])
    const tag = { 'if-none-match': plain.headers.get('etag') ?? '', 'accept-encoding': 'identity' }
    equal((await desk.ask('GET', path, { headers: tag })).status, 304)
  })

  test('stopping ends the streams and lets the work in hand finish', async () => {
    const other = await serveDesk({ modules: [teamModule, wireModule], rooms: ['team', 'brand'] })
    const person = await other.owner()
    const stream = await follow(other, person)
    let go = () => {}
    const body = Readable.from(
      (async function* () {
        yield '--edge\r\ncontent-disposition: form-data; name="file"; filename="late.png"\r\ncontent-type: image/png\r\n\r\nfirst'
        await new Promise<void>((resolve) => {
          go = resolve
        })
        yield ' last\r\n--edge--\r\n'
      })(),
    )
    const uploading = post(other, person, body)
    await new Promise((resolve) => setTimeout(resolve, 100))
    const closed = other.close()
    await stream.ended
    go()
    equal((await uploading).status, 200)
    await closed
  })
})

function post(desk: ServedDesk, as: Person, body: Readable): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const headers = { cookie: as.cookie, 'content-type': 'multipart/form-data; boundary=edge' }
    const request = send(new URL('/api/measure', desk.address), { method: 'POST', headers }, async (answer) => {
      let text = ''
      for await (const chunk of answer) text += chunk
      resolve({ status: answer.statusCode ?? 0, text })
    })
    request.on('error', reject)
    body.pipe(request)
  })
}

type Heard = { id: string; type: string; payload: Record<string, unknown> }

async function follow(desk: ServedDesk, as: Person, from: { lastId?: string; after?: string } = {}) {
  const stopping = new AbortController()
  const headers = {
    cookie: as.cookie ?? '',
    accept: 'text/event-stream',
    ...(from.lastId ? { 'last-event-id': from.lastId } : {}),
  }
  const address = `/api/events${from.after ? `?after=${from.after}` : ''}`
  const answer = await fetch(new URL(address, desk.address), { headers, signal: stopping.signal })
  const heard: Heard[] = []
  let wake = () => {}
  const read = async () => {
    let rest = ''
    for await (const chunk of answer.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      const blocks = (rest + chunk).split('\n\n')
      rest = blocks.pop() ?? ''
      for (const block of blocks) {
        // A browser hears only events without a name as messages.
        if (/^event:/m.test(block)) throw new Error(block)
        const data = /^data: (.*)$/m.exec(block)?.[1]
        if (data) heard.push(JSON.parse(data))
      }
      wake()
    }
  }
  const ended = read().catch(() => {})
  await new Promise((resolve) => setTimeout(resolve, 100))
  return {
    ended,
    stop: () => stopping.abort(),
    take: async (count: number) => {
      while (heard.length < count)
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      return heard.slice(0, count)
    },
  }
}
