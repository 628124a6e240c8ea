import assert from 'node:assert/strict'
import { test } from 'node:test'
import { NetworkFailure } from '../../kernel/failure.ts'
import type { NetworkHttp } from '../../kernel/http/client.ts'
import { findAccount } from './identity.ts'

const did = 'did:plc:aaaabbbbccccddddeeeeffff'
const service = [{ id: '#atproto_pds', type: 'AtprotoPersonalDataServer', serviceEndpoint: 'https://pds.example/' }]
const document = { id: did, alsoKnownAs: ['at://roaster.com'], service }

/** An internet of a few addresses; what is not there is down. */
function internet(pages: Record<string, string | object>): { http: NetworkHttp; signal: AbortSignal } {
  const http: NetworkHttp = async ({ url, query }) => {
    const address = query ? `${url}?${new URLSearchParams(query as Record<string, string>)}` : url
    const page = pages[address]
    if (page === undefined) throw new NetworkFailure('network-down', `nobody at ${address}`)
    const text = () => (typeof page === 'string' ? page : JSON.stringify(page))
    return { status: 200, headers: {}, url, body: Buffer.from(text()), text, json: <T>() => JSON.parse(text()) as T }
  }
  return { http, signal: new AbortController().signal }
}
const resolver = 'https://public.api.bsky.app/xrpc/com.atproto.identity.resolveHandle?handle=roaster.com'

test('a handle’s own web address says whose it is, and its document where the account lives', async () => {
  const wire = internet({
    'https://roaster.com/.well-known/atproto-did': `${did}\n`,
    [`https://plc.directory/${did}`]: document,
  })
  assert.deepEqual(await findAccount(wire, 'roaster.com'), {
    did,
    server: 'https://pds.example',
    handle: 'roaster.com',
  })
})

test('a handle without such an address is found by the public resolver', async () => {
  const wire = internet({ [resolver]: { did }, [`https://plc.directory/${did}`]: document })
  assert.equal((await findAccount(wire, 'roaster.com')).did, did)
})

test('a page that answers everything is not taken for an identity', async () => {
  const wire = internet({
    'https://roaster.com/.well-known/atproto-did': '<!doctype html><title>Roaster</title>',
    [resolver]: { did },
    [`https://plc.directory/${did}`]: document,
  })
  assert.equal((await findAccount(wire, 'roaster.com')).did, did)
})

test('an identity on a domain of its own is read there', async () => {
  const own = { ...document, id: 'did:web:roaster.com' }
  const wire = internet({ 'https://roaster.com/.well-known/did.json': own })
  assert.equal((await findAccount(wire, 'did:web:roaster.com')).server, 'https://pds.example')
})

const hopeless: [string, string, Record<string, string | object>][] = [
  ['a word that is no handle', 'roaster', {}],
  ['a document of somebody else', did, { [`https://plc.directory/${did}`]: { ...document, id: 'did:plc:other' } }],
  ['a document that names no server', did, { [`https://plc.directory/${did}`]: { ...document, service: [] } }],
  ['an identity of an unknown kind', 'did:key:zabc', {}],
  ['an identity that would leave the domain', 'did:web:evil.example%2F..', {}],
]
for (const [words, name, pages] of hopeless)
  test(`${words} is refused`, () =>
    assert.rejects(
      findAccount(internet(pages), name),
      (error) => error instanceof NetworkFailure && error.kind === 'rejected',
    ))

test('a resolver that is down is told as down, not as nobody', () =>
  assert.rejects(
    findAccount(internet({}), 'roaster.com'),
    (error) => error instanceof NetworkFailure && error.kind === 'network-down',
  ))
