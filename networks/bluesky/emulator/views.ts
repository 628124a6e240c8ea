import type { JsonObject } from '../../../kernel/json.ts'
import type { LabPerson } from '../../lab/people.ts'
import type { TownAuthor } from '../../lab/town/post.ts'
import { isObject } from './answers.ts'
import type { Deed } from './crowd.ts'
import type { Ground } from './ground.ts'
import { parentOf, spokenUnder } from './spoken.ts'
import { type Account, type Held, heldIn, recordsOf } from './state.ts'

export function personView(ground: Ground, person: LabPerson, viewer?: Account): JsonObject {
  const did = ground.crowd.didOf(person)
  const blocking = viewer && recordsOf(viewer, 'app.bsky.graph.block').find((one) => one.value.subject === did)
  return {
    did,
    handle: handleOf(person.handle),
    displayName: person.name,
    avatar: ground.site.people.avatarUrl(person),
    ...(viewer ? { viewer: { muted: false, blockedBy: false, ...(blocking ? { blocking: blocking.uri } : {}) } } : {}),
  }
}

export const handleOf = (name: string): string => {
  const host = name
    .toLowerCase()
    .replace(/[^a-z0-9.-]+/g, '-')
    .replace(/^[.-]+|[.-]+$/g, '')
  return host.includes('.') ? host : `${host}.test`
}

export function accountView(ground: Ground, account: Account): JsonObject {
  const profile = heldIn(account, 'app.bsky.actor.profile', 'self')?.value ?? {}
  const cid = isObject(profile.avatar) && isObject(profile.avatar.ref) ? String(profile.avatar.ref.$link) : undefined
  return {
    did: account.did,
    handle: account.handle,
    displayName: String(profile.displayName ?? account.name),
    ...(cid ? { avatar: blobUrl(ground, account.did, cid) } : {}),
  }
}

const blobUrl = (ground: Ground, did: string, cid: string): string =>
  `${ground.site.url}/xrpc/com.atproto.sync.getBlob?${new URLSearchParams({ did, cid })}`

/** A profile as its own page shows it, numbers included. */
export function profileView(ground: Ground, account: Account): JsonObject {
  const followers = new Set(
    ground.crowd.deedsFor(account).flatMap((deed) => (deed.kind === 'follow' ? [deed.person.id] : [])),
  )
  return {
    ...accountView(ground, account),
    followersCount: followers.size,
    followsCount: recordsOf(account, 'app.bsky.graph.follow').length,
    postsCount: ground.crowd.posts(account).length,
  }
}

/** Who wrote a post: an account or a person. */
export function authorView(ground: Ground, did: string, viewer?: Account): JsonObject {
  const account = ground.state.accounts.get(did)
  if (account) return accountView(ground, account)
  const stranger = ground.strangers?.authorBy(did)
  if (stranger) return strangerView(ground, did, stranger)
  const person = ground.crowd.byDid(did)
  return person ? personView(ground, person, viewer) : { did, handle: 'handle.invalid' }
}

export function strangerView({ site }: Ground, did: string, { handle, name, kind }: TownAuthor): JsonObject {
  const bot = { src: did, uri: `at://${did}`, val: 'bot', cts: '2024-05-02T00:00:00.000Z' }
  const seen = { did, handle: handleOf(handle), displayName: name, avatar: site.people.avatarUrl({ handle }) }
  return { ...seen, ...(kind === 'bot' ? { labels: [bot] } : {}) }
}

export function postView(ground: Ground, post: Held, viewer?: Account): JsonObject {
  const did = post.uri.split('/')[2] ?? ''
  const isAccount = ground.state.accounts.has(did)
  const embed = isObject(post.value.embed)
    ? embedView(ground, isAccount ? did : '', post.value.embed as JsonObject)
    : undefined
  const gate = gateView(ground, post)
  return {
    uri: post.uri,
    cid: post.cid,
    author: authorView(ground, did, viewer),
    record: post.value,
    ...(embed ? { embed } : {}),
    ...countsOf(ground, post),
    indexedAt: post.at,
    labels: [],
    viewer: viewerOf(post, viewer),
    ...(gate ? { threadgate: gate } : {}),
  }
}

function countsOf(ground: Ground, post: Held): JsonObject {
  const deeds = deedsAt(ground, post)
  const told = ground.strangers?.numbersOf(post.uri)
  const of = (kind: string) => deeds.filter((deed) => deed.kind === kind).length
  const likes = [...ground.state.accounts.values()].filter((account) => likeBy(account, post)).length
  return {
    replyCount: answersTo(ground, post).length,
    repostCount: of('reshare') + (told?.reposts ?? 0),
    likeCount: of('like') + likes + (told?.likes ?? 0),
    quoteCount: 0,
    bookmarkCount: 0,
  }
}

const likeBy = (account: Account, post: Held): Held | undefined =>
  recordsOf(account, 'app.bsky.feed.like').find(
    (one) => isObject(one.value.subject) && one.value.subject.uri === post.uri,
  )

function viewerOf(post: Held, viewer: Account | undefined): JsonObject {
  const like = viewer ? likeBy(viewer, post) : undefined
  return { bookmarked: false, threadMuted: false, embeddingDisabled: false, ...(like ? { like: like.uri } : {}) }
}

export function gateView(ground: Ground, post: Held): JsonObject | undefined {
  const account = ground.state.accounts.get(post.uri.split('/')[2] ?? '')
  const gate = account ? heldIn(account, 'app.bsky.feed.threadgate', post.rkey) : undefined
  return gate ? { uri: gate.uri, cid: gate.cid, record: gate.value, lists: [] } : undefined
}

export function deedsAt(ground: Ground, post: Held): Deed[] {
  const account = ground.state.accounts.get(post.uri.split('/')[2] ?? '')
  return account ? ground.crowd.deedsUnder(account, post) : []
}

/** Answers straight to a post, by people and by accounts, oldest first. */
export function answersTo(ground: Ground, post: Held): Held[] {
  const byAccounts = [...ground.state.accounts.values()].flatMap((account) =>
    ground.crowd.posts(account).filter((one) => parentOf(one.value) === post.uri),
  )
  const byPeople = ground.state.accounts.has(post.uri.split('/')[2] ?? '')
    ? deedsAt(ground, post).flatMap((deed) => (deed.kind === 'comment' ? [deed.record] : []))
    : spokenUnder(ground.state.said, post.uri)
  return [...byPeople, ...byAccounts].sort((a, b) => a.at.localeCompare(b.at))
}

/** People's files lie at the lab: `did` is '' for them. */
function embedView(ground: Ground, did: string, embed: JsonObject): JsonObject | undefined {
  const address = (blob: unknown) =>
    did === ''
      ? ground.site.people.snapshot().url
      : blobUrl(ground, did, isObject(blob) && isObject(blob.ref) ? String(blob.ref.$link) : '')
  const shown = (image: JsonObject) => ({
    fullsize: address(image.image),
    alt: String(image.alt ?? ''),
    ...(image.aspectRatio ? { aspectRatio: image.aspectRatio } : {}),
  })
  const list = (value: unknown) => (Array.isArray(value) ? value.filter(isObject) : []) as JsonObject[]
  if (embed.$type === 'app.bsky.embed.images')
    return {
      $type: 'app.bsky.embed.images#view',
      images: list(embed.images).map((image) => ({ thumb: address(image.image), ...shown(image) })),
    }
  if (embed.$type === 'app.bsky.embed.gallery') {
    const items = list(embed.items).map((image) => ({
      $type: 'app.bsky.embed.gallery#viewImage',
      thumbnail: address(image.image),
      ...shown(image),
    }))
    return { $type: 'app.bsky.embed.gallery#view', items }
  }
  if (embed.$type === 'app.bsky.embed.video' && isObject(embed.video) && isObject(embed.video.ref))
    return {
      $type: 'app.bsky.embed.video#view',
      cid: String(embed.video.ref.$link),
      playlist: address(embed.video),
      ...(embed.alt ? { alt: embed.alt } : {}),
    }
  if (embed.$type === 'app.bsky.embed.external' && isObject(embed.external)) {
    const { uri, title, description, thumb } = embed.external
    return {
      $type: 'app.bsky.embed.external#view',
      external: { uri, title, description, ...(thumb ? { thumb: address(thumb) } : {}) } as JsonObject,
    }
  }
  return undefined
}
