import type { JsonObject } from '../../../kernel/json.ts'
import type { LabAnswer, LabRequest } from '../../lab/network.ts'
import { guarded, limitOf, many, needed, ok, one, XrpcNo } from './answers.ts'
import type { Deed } from './crowd.ts'
import type { Ground } from './ground.ts'
import { type Account, type Held, heldIn } from './state.ts'
import { answersTo, authorView, gateView, personView, postView, profileView, strangerView } from './views.ts'

/** What the index (AppView) tells: threads, notifications, feeds, search, profiles, who likes. */
export function mountIndex(ground: Ground): void {
  const reads: Record<string, (ground: Ground, request: LabRequest, viewer: Account) => LabAnswer> = {
    'app.bsky.actor.getProfile': getProfile,
    'app.bsky.feed.getPosts': getPosts,
    'app.bsky.feed.getPostThread': getPostThread,
    'app.bsky.feed.getAuthorFeed': getAuthorFeed,
    'app.bsky.feed.getLikes': getLikes,
    'app.bsky.feed.searchPosts': searchPosts,
    'app.bsky.notification.listNotifications': listNotifications,
  }
  for (const [nsid, read] of Object.entries(reads))
    ground.site.on(
      'GET',
      `/xrpc/${nsid}`,
      guarded((request) => read(ground, request, ground.access.account(request))),
    )
}

function getProfile(ground: Ground, request: LabRequest, viewer: Account): LabAnswer {
  const actor = needed(request.query, 'actor')
  const did = ground.didOf(actor) ?? actor
  const account = ground.state.accounts.get(did)
  if (account) return ok(profileView(ground, account))
  const stranger = ground.strangers?.authorBy(did)
  if (stranger) return ok({ ...strangerView(ground, did, stranger), followersCount: stranger.followers })
  const person = ground.crowd.byDid(did)
  if (!person) throw new XrpcNo(400, 'InvalidRequest', 'Profile not found')
  return ok({ ...personView(ground, person, viewer), followersCount: person.followers })
}

function getPosts(ground: Ground, request: LabRequest, viewer: Account): LabAnswer {
  const uris = many(request.query.uris)
  if (uris.length > 25) throw new XrpcNo(400, 'InvalidRequest', 'uris must not have more than 25 elements')
  const posts = uris.flatMap((uri) => ground.recordAt(uri) ?? [])
  return ok({ posts: posts.map((post) => postView(ground, post, viewer)) })
}

function getPostThread(ground: Ground, request: LabRequest, viewer: Account): LabAnswer {
  const uri = needed(request.query, 'uri')
  const post = ground.recordAt(uri)
  if (!post) throw new XrpcNo(400, 'NotFound', `Post not found: ${uri}`)
  const depth = Number(one(request.query.depth) ?? 6)
  const gate = gateView(ground, post)
  return ok({ thread: branch(ground, post, depth, viewer), ...(gate ? { threadgate: gate } : {}) })
}

function branch(ground: Ground, post: Held, depth: number, viewer: Account): JsonObject {
  const replies = depth > 0 ? answersTo(ground, post).map((one) => branch(ground, one, depth - 1, viewer)) : []
  return {
    $type: 'app.bsky.feed.defs#threadViewPost',
    post: postView(ground, post, viewer),
    replies,
    threadContext: {},
  }
}

function getAuthorFeed(ground: Ground, request: LabRequest, viewer: Account): LabAnswer {
  const account = ground.accountBy(needed(request.query, 'actor'))
  const posts = newestFirst(ground.crowd.posts(account))
  const { page, cursor } = paged(posts, request, (post) => `${post.at}|${post.uri}`)
  return ok({ feed: page.map((post) => ({ post: postView(ground, post, viewer) })), ...cursor })
}

function getLikes(ground: Ground, request: LabRequest): LabAnswer {
  const uri = needed(request.query, 'uri')
  const post = ground.recordAt(uri)
  const account = ground.state.accounts.get(uri.split('/')[2] ?? '')
  const deeds = post && account ? ground.crowd.deedsUnder(account, post).filter((deed) => deed.kind === 'like') : []
  const { page, cursor } = paged(deeds, request, (deed) => `${deed.at.toISOString()}|${deed.record.uri}`)
  const likes = page.map((deed) => ({
    indexedAt: deed.at.toISOString(),
    createdAt: deed.at.toISOString(),
    actor: personView(ground, deed.person),
  }))
  return ok({ uri, likes, ...cursor })
}

function searchPosts(ground: Ground, request: LabRequest, viewer: Account): LabAnswer {
  const words = needed(request.query, 'q').toLocaleLowerCase().split(/\s+/)
  const own = [...ground.state.accounts.values()].flatMap((account) => ground.crowd.posts(account))
  const everything = [...own, ...ground.talk.all(), ...(ground.strangers?.posts() ?? [])]
  const found = everything.filter((post) =>
    words.every((word) => String(post.value.text).toLocaleLowerCase().includes(word)),
  )
  const { page, cursor } = paged(newestFirst(found), request, (post) => `${post.at}|${post.uri}`)
  return ok({ posts: page.map((post) => postView(ground, post, viewer)), hitsTotal: found.length, ...cursor })
}

const newestFirst = (posts: Held[]): Held[] => posts.toSorted((a, b) => b.at.localeCompare(a.at) || b.n - a.n)

const reasons: Partial<Record<Deed['kind'], string>> = {
  like: 'like',
  reshare: 'repost',
  comment: 'reply',
  follow: 'follow',
}

function listNotifications(ground: Ground, request: LabRequest, viewer: Account): LabAnswer {
  const all = ground.crowd
    .deedsFor(viewer)
    .filter((deed) => reasons[deed.kind] && !isHidden(deed, viewer))
    .sort((a, b) => b.at.getTime() - a.at.getTime() || b.record.uri.localeCompare(a.record.uri))
  const { page, cursor } = paged(all, request, (deed) => `${deed.at.toISOString()}|${deed.record.uri}`)
  return ok({ notifications: page.map((deed) => notification(ground, deed, viewer)), priority: false, ...cursor })
}

function isHidden(deed: Deed, viewer: Account): boolean {
  const gate = heldIn(viewer, 'app.bsky.feed.threadgate', deed.under.rkey)
  return Array.isArray(gate?.value.hiddenReplies) && gate.value.hiddenReplies.includes(deed.record.uri)
}

function notification(ground: Ground, deed: Deed, viewer: Account): JsonObject {
  return {
    uri: deed.record.uri,
    cid: deed.record.cid,
    author: { ...authorView(ground, deed.record.uri.split('/')[2] ?? '', viewer) },
    reason: reasons[deed.kind] ?? '',
    ...(deed.kind === 'follow' ? {} : { reasonSubject: deed.under.uri }),
    record: deed.record.value,
    isRead: false,
    indexedAt: deed.at.toISOString(),
    labels: [],
  }
}

/** A list sorted already; the cursor names the last one shown. */
function paged<T>(
  all: T[],
  request: LabRequest,
  name: (item: T) => string,
): { page: T[]; cursor: { cursor?: string } } {
  const after = one(request.query.cursor)
  const limit = limitOf(request)
  const start = after === undefined ? 0 : all.findIndex((item) => name(item) === after) + 1
  const page = all.slice(start, start + limit)
  const last = page.at(-1)
  return { page, cursor: last !== undefined && start + limit < all.length ? { cursor: name(last) } : {} }
}
