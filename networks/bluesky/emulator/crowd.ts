import type { JsonObject } from '../../../kernel/json.ts'
import type { LabSite } from '../../lab/network.ts'
import type { LabPerson, Reaction } from '../../lab/people.ts'
import { isObject } from './answers.ts'
import { parentOf, spokenUnder, spokenWithin } from './spoken.ts'
import { type Account, cidOfRecord, didFor, type Held, recordsOf, type State, tidAt } from './state.ts'

/** Something a person did about a post, with the record it stands in. */
export type Deed = { kind: Reaction['kind']; person: LabPerson; at: Date; under: Held; record: Held }

/** The people of the lab as accounts of this network: what they do is computed when read. */
export type Crowd = {
  didOf: (person: LabPerson) => string
  byDid: (did: string) => LabPerson | undefined
  /** What happened under one post up to now, oldest first. */
  deedsUnder: (account: Account, post: Held) => Deed[]
  deedsFor: (account: Account) => Deed[]
  posts: (account: Account) => Held[]
}

export function crowdOf(site: LabSite, state: State): Crowd {
  const dids = new Map(site.people.all.map((person) => [person.id, didFor(`person ${person.handle}`)]))
  const people = new Map(site.people.all.map((person) => [dids.get(person.id) ?? '', person]))
  const byId = new Map(site.people.all.map((person) => [person.id, person]))
  const didOf = (person: LabPerson) => dids.get(person.id) ?? didFor(person.handle)
  const posts = (account: Account) => recordsOf(account, 'app.bsky.feed.post')

  const deedsUnder = (account: Account, post: Held): Deed[] => {
    const asked = spokenUnder(state.said, post.uri).flatMap((one) => {
      const person = byId.get(one.person)
      return person ? [{ kind: 'comment' as const, person, at: new Date(one.at), under: post, record: one }] : []
    })
    return [...imagined(account, post), ...asked].sort((a, b) => a.at.getTime() - b.at.getTime())
  }

  const imagined = (account: Account, post: Held): Deed[] => {
    if (parentOf(post.value)) return []
    const langs = post.value.langs
    const seen = {
      key: `${account.handle}|${post.n}`,
      text: String(post.value.text ?? ''),
      language: Array.isArray(langs) ? String(langs[0] ?? '') : undefined,
      at: new Date(post.at),
      media: post.value.embed !== undefined,
    }
    const closed = repliesClosed(account, post)
    return site.people
      .reactionsTo(seen, site.clock.now())
      .filter((reaction) => reaction.kind !== 'vote' && !(closed && reaction.kind === 'comment'))
      .map((reaction) => deedOf(reaction, post, didOf(reaction.person)))
  }
  return {
    didOf,
    byDid: (did) => people.get(did),
    deedsUnder,
    deedsFor: (account) => [
      ...posts(account).flatMap((post) => [
        ...deedsUnder(account, post),
        ...amongThemselves(state, account, post, byId),
      ]),
      ...followsOf(state, account, byId),
    ],
    posts,
  }
}

/** What people answer one another below a post of the account: whoever began a thread is told of it. */
function amongThemselves(state: State, account: Account, root: Held, byId: Map<string, LabPerson>): Deed[] {
  return spokenWithin(state.said, root.uri).flatMap((one) => {
    const person = byId.get(one.person)
    const isForUs = parentOf(one.value).startsWith(`at://${account.did}/`)
    return person && !isForUs ? [{ kind: 'comment', person, at: new Date(one.at), under: root, record: one }] : []
  })
}

/** Whom a test or a visitor made follow the account. */
function followsOf(state: State, account: Account, byId: Map<string, LabPerson>): Deed[] {
  return [...state.followed.values()].flatMap((record) => {
    const person = byId.get(record.person)
    const isOurs = record.value.subject === account.did
    return isOurs && person ? [{ kind: 'follow', person, at: new Date(record.at), under: record, record }] : []
  })
}

/** A gate with any rule keeps out the people here, who neither follow nor are mentioned. */
export function repliesClosed(account: Account, post: Held): boolean {
  const gate = account.records.get(`app.bsky.feed.threadgate/${post.rkey}`)
  return Array.isArray(gate?.value.allow)
}

function deedOf(reaction: Reaction, post: Held, did: string): Deed {
  const collection = collections[reaction.kind] ?? 'app.bsky.feed.post'
  const rkey = tidAt(reaction.at, `${post.uri}|${reaction.id}`)
  const value = recordFor(reaction, collection, post)
  const uri = `at://${did}/${collection}/${rkey}`
  const record = { uri, cid: cidOfRecord(value), collection, rkey, value, at: reaction.at.toISOString(), n: 0 }
  return { kind: reaction.kind, person: reaction.person, at: reaction.at, under: post, record }
}

const collections: Partial<Record<Reaction['kind'], string>> = {
  like: 'app.bsky.feed.like',
  reshare: 'app.bsky.feed.repost',
  follow: 'app.bsky.graph.follow',
}

function recordFor(reaction: Reaction, $type: string, post: Held): JsonObject {
  const createdAt = reaction.at.toISOString()
  const subject = { uri: post.uri, cid: post.cid }
  if (reaction.kind === 'follow') return { $type, subject: post.uri.split('/')[2] ?? '', createdAt }
  if (reaction.kind !== 'comment') return { $type, subject, createdAt }
  return {
    $type,
    text: reaction.text,
    langs: [reaction.person.locale],
    reply: { root: rootOf(post), parent: subject },
    createdAt,
  }
}

export function rootOf(post: Held): JsonObject {
  const reply = post.value.reply
  return isObject(reply) && isObject(reply.root) ? (reply.root as JsonObject) : { uri: post.uri, cid: post.cid }
}
