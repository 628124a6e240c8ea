import assert from 'node:assert/strict'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import { sealedLink } from '../../modules/content/public-links.ts'
import { loadNetworks } from '../../networks/registry.ts'
import { loadModules } from '../load-modules.ts'
import { type ServedDesk, serveDesk } from './testing.ts'
import { oneFile } from './testing-brand.ts'

let desk: ServedDesk
let key: string
let bytes: Buffer

before(async () => {
  desk = await serveDesk({ modules: await loadModules(), networks: (await loadNetworks()).all })
  const as = await desk.owner()
  const brandId = await desk.brand('Ours')
  const taken = await desk.ask<{ items: { id: string }[] }>('POST', `/api/brands/${brandId}/media`, {
    as,
    body: oneFile(),
  })
  assert.equal(taken.status, 201)
  const row = await desk.world.db.selectFrom('media').selectAll().executeTakeFirstOrThrow()
  key = row.fileKey
  const { readFile } = await import('node:fs/promises')
  bytes = await readFile(desk.world.files.path(key))
})
after(() => desk.close())

const linkTo = (more: object = {}) => {
  const until = desk.world.clock.now().getTime() + 60_000
  return `${desk.address}/media/public/${sealedLink(desk.world, { key, mime: 'image/png', until, ...more })}`
}

test('a network fetches a file by its link without signing in, whole or a part, and is told not to list it', async () => {
  const whole = await fetch(`${linkTo()}.png`)
  assert.deepEqual(Buffer.from(await whole.arrayBuffer()), bytes)
  const headers = (name: string) => whole.headers.get(name)
  assert.deepEqual(
    [whole.status, headers('content-type'), headers('content-length'), headers('accept-ranges')],
    [200, 'image/png', String(bytes.length), 'bytes'],
  )
  assert.match(headers('x-robots-tag') ?? '', /noindex/)
  const part = await fetch(linkTo(), { headers: { range: 'bytes=2-5' } })
  assert.equal(part.status, 206)
  assert.equal(part.headers.get('content-range'), `bytes 2-5/${bytes.length}`)
  assert.deepEqual(Buffer.from(await part.arrayBuffer()), bytes.subarray(2, 6))
  const head = await fetch(linkTo(), { method: 'HEAD' })
  assert.deepEqual([head.status, head.headers.get('content-length')], [200, String(bytes.length)])
})

test('nothing else is there: no list, no other file, no file by its key, nothing after the end', async () => {
  for (const path of ['', '/', `/${key}`, `/${linkTo().split('/').at(-1)?.replace(/.$/, '')}`, '/..%2f..%2fmaster.key'])
    assert.ok(
      (await fetch(`${desk.address}/media/public${path}`)).headers.get('content-type')?.startsWith('image/') !== true,
      path,
    )
  assert.equal((await fetch(linkTo({ until: desk.world.clock.now().getTime() - 1 }))).status, 404)
  assert.equal((await fetch(linkTo({ key: 'f'.repeat(32) }))).status, 404)
})

test('a desk at home says so; only its owner may have it look from outside', async () => {
  const as = await desk.owner()
  const seen = await desk.ask<{ reachable: string; problem: string }>('GET', '/api/desk', { as })
  assert.equal(seen.body.reachable, 'no')
  assert.match(seen.body.problem, /127\.0\.0\.1/)
  const author = await desk.person('Ada Author', { [await desk.brand('Hers')]: 'author' })
  assert.equal((await desk.ask('POST', '/api/desk/reach', { as: author })).status, 403)
  assert.equal((await desk.ask('GET', '/api/desk')).status, 401)
})

test('a public desk finds itself from outside by its own proof, and knows an impostor', async () => {
  const as = await desk.owner()
  const impostor: Server = createServer((_request, response) => response.end('{"proof":"me"}'))
  await new Promise<void>((ready) => impostor.listen(0, '127.0.0.1', ready))
  const { publicUrl } = desk.world.config
  const { http } = desk.world
  // What stands for the public internet here: the name leads to one of two servers of this machine.
  const elsewhere = (origin: string) => {
    desk.world.http = (request) =>
      http({ ...request, publicOnly: false, url: request.url.replace('https://desk.example.com', origin) })
  }
  desk.world.config.publicUrl = 'https://desk.example.com'
  desk.world.config.allowPrivateAddresses.push(
    'http://127.0.0.1:9',
    desk.address,
    `http://127.0.0.1:${(impostor.address() as AddressInfo).port}`,
  )
  try {
    const look = () => desk.ask<{ reachable: string; problem: string | null }>('POST', '/api/desk/reach', { as })
    elsewhere(desk.address)
    assert.equal((await look()).body.reachable, 'yes')
    elsewhere(`http://127.0.0.1:${(impostor.address() as AddressInfo).port}`)
    assert.deepEqual(
      [(await look()).body.reachable, (await look()).body.problem?.includes('status 200')],
      ['doubtful', true],
    )
    elsewhere('http://127.0.0.1:9')
    assert.match((await look()).body.problem ?? '', /did not answer/)
  } finally {
    Object.assign(desk.world, { http })
    desk.world.config.publicUrl = publicUrl
    impostor.close()
  }
})
