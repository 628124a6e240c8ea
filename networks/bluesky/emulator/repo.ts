import type { JsonObject } from '../../../kernel/json.ts'
import type { LedgerAct } from '../../lab/ledger.ts'
import { measure } from '../../lab/measure.ts'
import type { LabAnswer, LabRequest } from '../../lab/network.ts'
import { guarded, invalid, isObject, limitOf, needed, ok, one, XrpcNo } from './answers.ts'
import type { Ground } from './ground.ts'
import { refuseBadRecord } from './record-rules.ts'
import { type Account, cidOfFile, cidOfRecord, type Held, heldIn, recordsOf, tidAt } from './state.ts'

/** Bytes of one file, as the real server's development settings have it for everything but videos. */
export const largestBlob = 100_000_000

/** The account's own server: records and files. */
export function mountRepo(ground: Ground): void {
  const { site } = ground
  site.on(
    'POST',
    '/xrpc/com.atproto.repo.putRecord',
    guarded((request) => putRecord(ground, request)),
  )
  site.on(
    'POST',
    '/xrpc/com.atproto.repo.createRecord',
    guarded((request) => createRecord(ground, request)),
  )
  site.on(
    'POST',
    '/xrpc/com.atproto.repo.deleteRecord',
    guarded((request) => removeRecord(ground, request)),
  )
  site.on(
    'GET',
    '/xrpc/com.atproto.repo.getRecord',
    guarded((request) => getRecord(ground, request)),
  )
  site.on(
    'GET',
    '/xrpc/com.atproto.repo.listRecords',
    guarded((request) => listRecords(ground, request)),
  )
  site.on(
    'GET',
    '/xrpc/com.atproto.repo.describeRepo',
    guarded((request) => describeRepo(ground, request)),
  )
  site.on(
    'POST',
    '/xrpc/com.atproto.repo.uploadBlob',
    guarded((request) => uploadBlob(ground, request)),
  )
  site.on(
    'GET',
    '/xrpc/com.atproto.sync.getBlob',
    guarded((request) => getBlob(ground, request)),
  )
}

function putRecord(ground: Ground, request: LabRequest): LabAnswer {
  const { account, collection, record } = writer(ground, request)
  const rkey = needed(request.body, 'rkey')
  const headers = ground.spend(account.did, 2)
  refuseBadRecord(account, collection, rkey, record)
  const standing = heldIn(account, collection, rkey)
  const value = { ...record, $type: collection } as JsonObject
  const cid = cidOfRecord(value)
  if (standing?.cid === cid) return ok({ uri: standing.uri, cid, validationStatus: 'valid' }, headers)
  refuseSwap(request.body, standing)
  return written(ground, account, { collection, rkey, cid, value, standing }, headers)
}

function createRecord(ground: Ground, request: LabRequest): LabAnswer {
  const { account, collection, record } = writer(ground, request)
  const given = isObject(request.body) && typeof request.body.rkey === 'string' ? request.body.rkey : undefined
  const rkey = given ?? tidAt(ground.site.clock.now(), ground.site.random.hex(16))
  const headers = ground.spend(account.did, 3)
  refuseBadRecord(account, collection, rkey, record)
  if (heldIn(account, collection, rkey)) throw new XrpcNo(500, 'InternalServerError', 'Internal Server Error')
  const value = { ...record, $type: collection } as JsonObject
  return written(ground, account, { collection, rkey, cid: cidOfRecord(value), value }, headers)
}

function writer(
  ground: Ground,
  request: LabRequest,
): { account: Account; collection: string; record: Record<string, unknown> } {
  const account = ground.access.account(request)
  const repo = needed(request.body, 'repo')
  const collection = needed(request.body, 'collection')
  if (repo !== account.did && repo !== account.handle) throw new XrpcNo(403, 'AccountNotFound', 'Account not found')
  const record = isObject(request.body) ? request.body.record : undefined
  if (!isObject(record)) throw invalid('Missing required key "record" at $')
  return { account, collection, record }
}

function refuseSwap(body: unknown, standing: Held | undefined): void {
  const swap = isObject(body) ? body.swapRecord : undefined
  if (swap === undefined) return
  if (swap !== (standing?.cid ?? null)) throw new XrpcNo(400, 'InvalidSwap', `Record was at ${standing?.cid ?? 'null'}`)
}

type Writing = { collection: string; rkey: string; cid: string; value: JsonObject; standing?: Held }

function written(ground: Ground, account: Account, writing: Writing, headers: Record<string, string>): LabAnswer {
  const { collection, rkey, cid, value, standing } = writing
  const at = ground.site.clock.now().toISOString()
  ground.commit({ made: 'record', did: account.did, collection, rkey, cid, value, at }, actOf(account, writing))
  const uri = `at://${account.did}/${collection}/${rkey}`
  const operation = standing ? 'update' : 'create'
  ground.told({ what: 'record', did: account.did, collection, rkey, cid, value, operation })
  return ok({ uri, cid, commit: commitMeta(ground, cid), validationStatus: 'valid' }, headers)
}

const commitMeta = (ground: Ground, cid: string) => ({
  cid: cidOfRecord([cid, ground.state.writes]),
  rev: tidAt(ground.site.clock.now(), `${ground.state.writes}`),
})

const kindsOfActs: Record<string, LedgerAct['kind']> = {
  'app.bsky.feed.like': 'like',
  'app.bsky.feed.repost': 'reshare',
  'app.bsky.graph.block': 'block',
  'app.bsky.feed.threadgate': 'gate',
  'app.bsky.feed.postgate': 'gate',
}
const kindsOfUndoing: Record<string, LedgerAct['kind']> = {
  'app.bsky.feed.like': 'unlike',
  'app.bsky.graph.block': 'unblock',
}

function actOf(account: Account, { collection, rkey, cid, value, standing }: Writing): LedgerAct {
  const objectId = `at://${account.did}/${collection}/${rkey}`
  const act = { account: account.did, objectId, key: rkey, fingerprint: cid }
  const kind = kindsOfActs[collection]
  if (kind) return { ...act, kind }
  const parent = isObject(value.reply) && isObject(value.reply.parent) ? String(value.reply.parent.uri) : ''
  const answersOthers = parent !== '' && !parent.startsWith(`at://${account.did}/`)
  return { ...act, kind: standing ? 'edit' : answersOthers ? 'comment' : 'create', text: String(value.text ?? '') }
}

function removeRecord(ground: Ground, request: LabRequest): LabAnswer {
  const account = ground.access.account(request)
  const repo = needed(request.body, 'repo')
  if (repo !== account.did && repo !== account.handle) throw new XrpcNo(403, 'AccountNotFound', 'Account not found')
  const collection = needed(request.body, 'collection')
  const rkey = needed(request.body, 'rkey')
  const headers = ground.spend(account.did, 1)
  const standing = heldIn(account, collection, rkey)
  if (!standing) return ok({}, headers)
  refuseSwap(request.body, standing)
  const act = { account: account.did, objectId: standing.uri, key: rkey, fingerprint: standing.cid }
  ground.commit(
    { made: 'removal', did: account.did, collection, rkey },
    { ...act, kind: kindsOfUndoing[collection] ?? 'remove' },
  )
  ground.told({ what: 'removal', did: account.did, collection, rkey })
  return ok({ commit: commitMeta(ground, standing.cid) }, headers)
}

function getRecord(ground: Ground, request: LabRequest): LabAnswer {
  const { repo, collection, rkey } = {
    repo: needed(request.query, 'repo'),
    collection: needed(request.query, 'collection'),
    rkey: needed(request.query, 'rkey'),
  }
  const did = ground.didOf(repo) ?? repo
  const uri = `at://${did}/${collection}/${rkey}`
  const held = ground.recordAt(uri)
  if (!held) throw new XrpcNo(400, 'RecordNotFound', `Could not locate record: ${uri}`)
  return ok({ uri, cid: held.cid, value: held.value })
}

function listRecords(ground: Ground, request: LabRequest): LabAnswer {
  const account = ground.accountBy(needed(request.query, 'repo'))
  const cursor = one(request.query.cursor)
  const limit = limitOf(request)
  const all = recordsOf(account, needed(request.query, 'collection')).sort((a, b) => (a.rkey < b.rkey ? 1 : -1))
  const page = all.filter((held) => !cursor || held.rkey < cursor).slice(0, limit)
  const next = page.length === limit ? page.at(-1)?.rkey : undefined
  return ok({ records: page.map(({ uri, cid, value }) => ({ uri, cid, value })), ...(next ? { cursor: next } : {}) })
}

function describeRepo(ground: Ground, request: LabRequest): LabAnswer {
  const account = ground.accountBy(needed(request.query, 'repo'))
  const collections = [...new Set([...account.records.values()].map((held) => held.collection))]
  return ok({
    handle: account.handle,
    did: account.did,
    didDoc: ground.access.document(account),
    collections,
    handleIsCorrect: true,
  })
}

async function uploadBlob(ground: Ground, request: LabRequest): Promise<LabAnswer> {
  const account = ground.access.account(request)
  const file = request.files[0]
  if (!file || file.bytes === 0) throw invalid('a file is needed')
  const blob = await keepBlob(ground, account, file)
  return ok({ blob })
}

/** Unlike the real server, what calls itself an image or a video must be one: it would never be shown. */
export async function keepBlob(ground: Ground, account: Account, file: LabRequest['files'][number]) {
  if (file.bytes > largestBlob) throw new XrpcNo(413, 'PayloadTooLarge', 'request entity too large')
  const real = await measure(file.path)
  const claimed = file.mime.split('/')[0]
  if ((claimed === 'image' || claimed === 'video') && real?.kind !== claimed)
    throw invalid(`this is not ${file.mime}: it cannot be decoded`)
  const mime = real?.mime ?? file.mime
  const cid = cidOfFile(file.sha256)
  if (!account.blobs.has(cid)) {
    const path = await ground.site.keepFile(file, `${cid}-${account.did.slice(-8)}`)
    ground.commit(
      { made: 'blob', did: account.did, cid, mime, bytes: file.bytes, path },
      { account: account.did, kind: 'upload', objectId: cid, fingerprint: cid },
    )
  }
  return { $type: 'blob', ref: { $link: cid }, mimeType: mime, size: file.bytes }
}

function getBlob(ground: Ground, request: LabRequest): LabAnswer {
  const account = ground.accountBy(needed(request.query, 'did'))
  const blob = account.blobs.get(needed(request.query, 'cid'))
  if (!blob) throw new XrpcNo(400, 'BlobNotFound', 'Blob not found')
  return { status: 200, headers: { 'content-type': blob.mime }, file: blob.path }
}
