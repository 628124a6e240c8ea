import { isDeepStrictEqual } from 'node:util'
import { NetworkFailure } from '../../kernel/failure.ts'
import type { JsonObject } from '../../kernel/json.ts'
import type { Call, Found, RemoteRef } from '../contract.ts'
import { nameOf } from './failures.ts'
import { tidFor } from './tid.ts'
import { ask } from './xrpc.ts'

export type Written = { uri: string; cid: string }
export type RecordRead = { uri: string; cid: string; value: JsonObject }
export type Place = { collection: string; rkey: string }

/**
 * Writes a record once for a key, whenever and however often it is called: the record's name is made of the key, and
 * `swapRecord: null` lets the server take it only where nothing stands. What stands already is the result of an earlier
 * try, and is returned as it is (its `createdAt` is of that try).
 */
export async function writeOnce(call: Call, collection: string, key: string, record: JsonObject): Promise<Written> {
  const rkey = tidFor(key)
  return writeAt(call, { collection, rkey }, record)
}

export async function writeAt(call: Call, place: Place, record: JsonObject): Promise<Written> {
  try {
    return wrote(await put(call, place, record, null))
  } catch (error) {
    if (nameOf(error) !== 'InvalidSwap') throw error
    const standing = await readRecord(call, place)
    if (!standing) throw error
    if (!isSameAct(standing.value, record)) throw differs(standing, error)
    return { uri: standing.uri, cid: standing.cid }
  }
}

/** Replaces a record, or makes it; `swap` is the CID it must have now, null for none. */
export const replaceRecord = async (
  call: Call,
  place: Place,
  record: JsonObject,
  swap: string | null,
): Promise<Written> => wrote(await put(call, place, record, swap))

const put = (call: Call, place: Place, record: JsonObject, swap: string | null): Promise<Partial<Written>> =>
  ask(call, {
    nsid: 'com.atproto.repo.putRecord',
    json: { repo: call.account.remoteId, ...place, record, swapRecord: swap },
    writes: true,
  })

function wrote(answer: Partial<Written>): Written {
  if (typeof answer.uri === 'string' && typeof answer.cid === 'string') return { uri: answer.uri, cid: answer.cid }
  throw new NetworkFailure('unknown-outcome', 'the server took the record but named neither its address nor its CID', {
    evidence: { body: JSON.stringify(answer).slice(0, 300) },
  })
}

/** Servers give fields back in an order of their own. */
const isSameAct = (standing: JsonObject, record: JsonObject): boolean =>
  ['$type', 'text', 'post', 'subject'].every((field) => isDeepStrictEqual(standing[field], record[field]))

const differs = (standing: RecordRead, cause: unknown): NetworkFailure =>
  new NetworkFailure('unknown-outcome', 'another record stands where this one belongs', {
    cause,
    evidence: { code: 'InvalidSwap', note: standing.uri, body: JSON.stringify(standing.value).slice(0, 300) },
  })

/** The record as its server holds it, without any index between; undefined when it is not there. */
export async function readRecord(
  call: Call,
  place: Place,
  repo = call.account.remoteId,
): Promise<RecordRead | undefined> {
  try {
    return await ask<RecordRead>(call, { nsid: 'com.atproto.repo.getRecord', query: { repo, ...place } })
  } catch (error) {
    if (nameOf(error) === 'RecordNotFound') return undefined
    throw error
  }
}

/** Was there something to delete? Deleting what is gone is fine. */
export async function deleteRecord(call: Call, place: Place): Promise<boolean> {
  const answer = await ask<{ commit?: unknown }>(call, {
    nsid: 'com.atproto.repo.deleteRecord',
    json: { repo: call.account.remoteId, ...place },
    writes: true,
  })
  return answer.commit !== undefined
}

/** What an earlier try with this key left. The account's server is the truth, so absence is sure. */
export async function findWritten(call: Call, collection: string, key: string): Promise<Found> {
  const standing = await readRecord(call, { collection, rkey: tidFor(key) })
  if (!standing) return { found: false, sure: true, note: 'the account’s server holds no such record' }
  return { found: true, result: { ref: refOf(call, standing) } }
}

/** Our name for a record: its at-uri; the CID is kept for answers to it. */
export function refOf(call: Call, written: Written): RemoteRef {
  return { id: written.uri, url: pageOf(call, written.uri), more: { cid: written.cid } }
}

/** Where people see a post. A server without pages shows its record as JSON. */
export function pageOf(call: Pick<Call, 'account'>, uri: string): string {
  const { repo, collection, rkey } = partsOf(uri)
  const web = call.account.facts.web
  if (typeof web === 'string') return `${web}/profile/${repo}/post/${rkey}`
  const query = new URLSearchParams({ repo, collection, rkey })
  return `${call.account.server}/xrpc/com.atproto.repo.getRecord?${query}`
}

const uriForm = /^at:\/\/(?<repo>[^/]+)\/(?<collection>[^/]+)\/(?<rkey>[^/]+)$/

/** The parts of an at-uri. Throws `rejected` for anything else. */
export function partsOf(uri: string): Place & { repo: string } {
  const { repo, collection, rkey } = uriForm.exec(uri)?.groups ?? {}
  if (!repo || !collection || !rkey)
    throw new NetworkFailure('rejected', `${uri.slice(0, 100)} is not the address of a record`)
  return { repo, collection, rkey }
}
