import type { Json, JsonObject } from '../../kernel/json.ts'
import type { Call, OwnPosts, Profile, ProfilePicture } from '../contract.ts'
import { blobAddress } from './account.ts'
import { isRecord, listOf, textOf } from './json-shapes.ts'
import { readRecord } from './records.ts'
import { postOf } from './views.ts'
import { ask } from './xrpc.ts'

/** The account as its own server holds it, which any index shows. */
export async function profile(call: Call): Promise<Profile> {
  const record = await readRecord(call, { collection: 'app.bsky.actor.profile', rkey: 'self' })
  const { displayName, description: about, avatar, banner } = record?.value ?? {}
  const description = textOf(about)
  const link = /https?:\/\/[^\s<>]*[^\s<>.,;:!?'")\]]/i.exec(description)?.[0]
  const { handle, facts } = call.account
  return {
    name: textOf(displayName) || handle,
    handle,
    ...(typeof facts.web === 'string' ? { url: `${facts.web}/profile/${handle}` } : {}),
    description,
    ...(link ? { link } : {}),
    picture: pictureOf(call, avatar),
    cover: pictureOf(call, banner),
  }
}

function pictureOf(call: Call, blob: Json | undefined): ProfilePicture {
  const cid = isRecord(blob) && isRecord(blob.ref) ? textOf(blob.ref.$link) : ''
  return cid ? { url: blobAddress(call, cid) } : 'none'
}

/** What the account wrote itself, newest first, without what it only passed on. */
export const ownPosts: OwnPosts = async (call, cursor) => {
  const actor = call.account.remoteId
  const query = { actor, limit: 50, filter: 'posts_with_replies', cursor }
  const answer = await ask<JsonObject>(call, { nsid: 'app.bsky.feed.getAuthorFeed', query })
  const next = textOf(answer.cursor)
  const own = listOf(answer.feed).filter((one) => !isRecord(one.reason))
  const items = own.flatMap((one) => (isRecord(one.post) ? [postOf(one.post, call)] : []))
  return { items, ...(next ? { cursor: next } : {}) }
}
