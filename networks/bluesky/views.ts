import type { JsonObject } from '../../kernel/json.ts'
import { authorBy, type Call, type Interaction, type Person, type PostNumbers, type RemotePost } from '../contract.ts'
import { isRecord, listOf, numberOf, textOf } from './json-shapes.ts'
import { contentOf } from './read-back.ts'
import { pageOf } from './records.ts'

/** A person from any of `app.bsky.actor.defs` profile views. */
export function personOf(view: unknown, call: Call): Person {
  const profile = isRecord(view) ? view : {}
  const handle = textOf(profile.handle)
  const web = call.account.facts.web
  const followers = numberOf(profile.followersCount)
  return {
    id: textOf(profile.did),
    handle,
    name: textOf(profile.displayName) || handle,
    ...(textOf(profile.avatar) ? { avatarUrl: textOf(profile.avatar) } : {}),
    ...(typeof web === 'string' && handle ? { url: `${web}/profile/${handle}` } : {}),
    ...(followers === undefined ? {} : { followers }),
    ...(listOf(profile.labels).some((label) => label.val === 'bot') ? { bot: true } : {}),
  }
}

/** A post from an `app.bsky.feed.defs#postView`. */
export function postOf(view: JsonObject, call: Call): RemotePost {
  const record = isRecord(view.record) ? view.record : {}
  const author = isRecord(view.author) ? view.author : {}
  const uri = textOf(view.uri)
  return {
    ...contentOf(record),
    ref: { id: uri, url: pageOf(call, uri), more: { cid: textOf(view.cid) } },
    author: authorBy(personOf(author, call)),
    media: shownMedia(view.embed),
    numbers: numbersIn(view),
    raw: record,
  }
}

/** Of a post, as its view tells them. */
export function numbersIn(view: JsonObject): PostNumbers {
  const told = {
    likes: numberOf(view.likeCount),
    reshares: numberOf(view.repostCount),
    comments: numberOf(view.replyCount),
    quotes: numberOf(view.quoteCount),
    saves: numberOf(view.bookmarkCount),
  }
  return Object.fromEntries(Object.entries(told).filter(([, number]) => number !== undefined))
}

/** Media with the addresses that the index serves. */
export function shownMedia(embed: unknown): { kind: string; url: string; alt?: string }[] {
  if (!isRecord(embed)) return []
  const inner = isRecord(embed.media) ? embed.media : embed
  const alt = (one: JsonObject) => (textOf(one.alt) ? { alt: textOf(one.alt) } : {})
  if (textOf(inner.playlist)) return [{ kind: 'video', url: textOf(inner.playlist), ...alt(inner) }]
  return [...listOf(inner.images), ...listOf(inner.items)].map((one) => ({
    kind: 'image',
    url: textOf(one.fullsize),
    ...alt(one),
  }))
}

/** What somebody wrote under a post of ours, from its view; `raw` keeps what an answer to it needs. */
export function commentOf(view: JsonObject, call: Call): Interaction {
  const record = isRecord(view.record) ? view.record : {}
  const uri = textOf(view.uri)
  const root = rootOf(record)
  return {
    id: uri,
    kind: parentOf(record) === root.uri ? 'comment' : 'reply',
    at: contentOf(record).at,
    author: personOf(view.author, call),
    text: textOf(record.text),
    under: { id: root.uri || uri, url: pageOf(call, root.uri || uri), more: { cid: root.cid } },
    ...(parentOf(record) ? { replyTo: parentOf(record) } : {}),
    media: shownMedia(view.embed),
    url: pageOf(call, uri),
    raw: { uri, cid: textOf(view.cid), ...(isRecord(record.reply) ? { reply: record.reply } : {}) },
  }
}

export function rootOf(record: JsonObject): { uri: string; cid: string } {
  const root = isRecord(record.reply) && isRecord(record.reply.root) ? record.reply.root : {}
  return { uri: textOf(root.uri), cid: textOf(root.cid) }
}

const parentOf = (record: JsonObject): string =>
  isRecord(record.reply) && isRecord(record.reply.parent) ? textOf(record.reply.parent.uri) : ''
