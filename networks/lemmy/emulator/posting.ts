import { createHash } from 'node:crypto'
import type { LabAnswer } from '../../lab/network.ts'
import { showPost } from './present.ts'
import { type Asking, type Desk, type EmPost, nextId, nowIso, ok, Refused } from './state.ts'

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)
const length = (value: string | undefined) => [...(value ?? '')].length

/** What may stand in a post: crates/utils/src/utils/validation.rs. */
function checked(
  desk: Desk,
  given: Record<string, unknown>,
  before?: EmPost,
): Omit<EmPost, 'id' | 'creator' | 'community' | 'at'> {
  const name = (text(given.name) ?? before?.name ?? '').trim()
  if (length(name) < 3 || length(name) > 200 || name.includes('\n')) throw new Refused(400, 'invalid_post_title')
  const body = text(given.body) ?? before?.body
  if (length(body) > 50_000) throw new Refused(400, 'invalid_body_field')
  const url = text(given.url) ?? before?.url
  if (url && (length(url) > 2000 || !/^(https?|magnet):/.test(url))) throw new Refused(400, 'invalid_url')
  const alt = text(given.alt_text) ?? before?.alt
  if (length(alt) > 1500) throw new Refused(400, 'alt_text_length_overflow')
  const language = typeof given.language_id === 'number' ? given.language_id : before?.language
  if (language !== undefined && ![0, 22, 37].includes(language)) throw new Refused(400, 'language_not_allowed')
  const thumbnail = text(given.custom_thumbnail) ?? before?.thumbnail
  for (const address of [url, thumbnail]) refuseUnknownFile(desk, address)
  return {
    name,
    nsfw: given.nsfw === undefined ? (before?.nsfw ?? false) : given.nsfw === true,
    ...(body?.trim() ? { body: body.trim() } : {}),
    ...(url ? { url } : {}),
    ...(alt ? { alt } : {}),
    ...(language === undefined ? {} : { language }),
    ...(thumbnail ? { thumbnail } : {}),
  }
}

function refuseUnknownFile({ site, kept }: Desk, address: string | undefined): void {
  const own = `${site.url}/pictrs/image/`
  if (address?.startsWith(own) && !kept.state.files.has(address.slice(own.length)))
    throw new Refused(400, 'invalid_url')
}

export function createPost(desk: Desk, { me, given }: Asking): LabAnswer {
  const community = desk.kept.state.communities.get(Number(given.community_id))
  if (!community) throw new Refused(404, 'couldnt_find_community')
  if (community.modsOnly && !community.moderators.includes(me.id))
    throw new Refused(400, 'only_mods_can_post_in_community')
  const post: EmPost = {
    id: nextId(desk),
    creator: me.id,
    community: community.id,
    at: nowIso(desk),
    ...checked(desk, given),
  }
  const fingerprint = createHash('sha256')
    .update(JSON.stringify([post.community, post.name, post.body, post.url]))
    .digest('hex')
  desk.kept.commit(
    { do: 'post', post },
    { account: me.name, kind: 'create', objectId: `post/${post.id}`, text: post.body ?? '', fingerprint },
  )
  return ok({ post_view: showPost(desk, post) })
}

function ownPost(desk: Desk, { me, given }: Asking): EmPost {
  const post = desk.kept.state.posts.get(Number(given.post_id))
  if (!post) throw new Refused(404, 'couldnt_find_post')
  if (post.creator !== me.id) throw new Refused(400, 'no_post_edit_allowed')
  return post
}

export function editPost(desk: Desk, asking: Asking): LabAnswer {
  const before = ownPost(desk, asking)
  const { id, creator, community, at } = before
  const post: EmPost = { id, creator, community, at, ...checked(desk, asking.given, before), updated: nowIso(desk) }
  desk.kept.commit(
    { do: 'post', post },
    { account: asking.me.name, kind: 'edit', objectId: `post/${id}`, text: post.body ?? '' },
  )
  return ok({ post_view: showPost(desk, post) })
}

export function deletePost(desk: Desk, asking: Asking): LabAnswer {
  const post = { ...ownPost(desk, asking), deleted: asking.given.deleted === true }
  desk.kept.commit({ do: 'post', post }, { account: asking.me.name, kind: 'remove', objectId: `post/${post.id}` })
  return ok({ post_view: showPost(desk, post) })
}
