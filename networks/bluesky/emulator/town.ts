import type { JsonObject } from '../../../kernel/json.ts'
import type { LabSite } from '../../lab/network.ts'
import { isPost, type TownAuthor, type TownEvent, type TownPost } from '../../lab/town/post.ts'
import type { Told } from './jetstream-forms.ts'
import { cidOfRecord, didFor, type Held, tidAt } from './state.ts'
import { placeOf } from './talk.ts'

/** What strangers say in public, as records of this network; made of what they said, so the same after a restart. */
export type Strangers = {
  /** Their posts of the last hours; what they pass on is not found by its words. */
  posts: () => Held[]
  at: (uri: string) => Held | undefined
  authorBy: (did: string) => TownAuthor | undefined
  numbersOf: (uri: string) => { likes: number; reposts: number } | undefined
  /** Tells each thing that happens from now on; returns how to stop. */
  tell: (told: (what: Told) => void) => () => void
}

export function strangersOf({ town }: LabSite): Strangers | undefined {
  if (!town) return undefined
  const records = new WeakMap<TownPost, Held>()
  const byUri = new Map<string, string>()
  const authors = new Map<string, TownAuthor>()
  const recordOf = (post: TownPost): Held => {
    const known = records.get(post)
    if (known) return known
    const made = recordFor(post, (id) => {
      const other = id === undefined ? undefined : town.postBy(id)
      return other && other !== post ? recordOf(other) : undefined
    })
    records.set(post, made)
    remember(byUri, made.uri, post.id)
    remember(authors, didOf(post.author), post.author)
    return made
  }
  const postAt = (uri: string) => town.postBy(byUri.get(uri) ?? '')
  return {
    posts: () =>
      town
        .recent()
        .filter((one) => one.kind !== 'repost')
        .map(recordOf),
    at: (uri) => {
      const post = postAt(uri)
      return post && recordOf(post)
    },
    authorBy: (did) => authors.get(did),
    numbersOf: (uri) => postAt(uri),
    tell: (told) => town.follow((event, post) => told(toldOf(event, recordOf(post)))),
  }
}

const mostKnown = 60_000

function remember<T>(known: Map<string, T>, name: string, value: T): void {
  known.set(name, value)
  if (known.size > mostKnown) known.delete(known.keys().next().value ?? '')
}

function toldOf(event: TownEvent, { uri, cid, value }: Held): Told {
  if (event.kind === 'erasure') return { what: 'removal', ...placeOf(uri) }
  return { what: 'record', ...placeOf(uri), cid, value, operation: isPost(event) ? 'create' : 'update' }
}

const didOf = (author: TownAuthor) => didFor(`stranger ${author.id}`)

function recordFor(post: TownPost, recordOf: (id: string | undefined) => Held | undefined): Held {
  const collection = post.kind === 'repost' ? 'app.bsky.feed.repost' : 'app.bsky.feed.post'
  const at = post.at.toISOString()
  const value = post.kind === 'repost' ? passedOn(post, at, recordOf) : said(post, at, recordOf)
  const rkey = tidAt(post.at, post.id)
  const uri = `at://${didOf(post.author)}/${collection}/${rkey}`
  return { uri, cid: cidOfRecord(value), collection, rkey, value, at, n: 0 }
}

type Find = (id: string | undefined) => Held | undefined

const named = ({ uri, cid }: Held): JsonObject => ({ uri, cid })

function passedOn(post: TownPost, createdAt: string, find: Find): JsonObject {
  const original = find(post.repostOf)
  return { $type: 'app.bsky.feed.repost', createdAt, ...(original ? { subject: named(original) } : {}) }
}

/** An answer to what is forgotten stands alone. */
function said(post: TownPost, createdAt: string, find: Find): JsonObject {
  const [parent, root] = [find(post.replyTo), find(post.root)]
  const facets = [
    ...post.links.map((one) => facet(post.text, one, { $type: 'app.bsky.richtext.facet#link', uri: one })),
    ...post.tags.map((tag) => facet(post.text, `#${tag}`, { $type: 'app.bsky.richtext.facet#tag', tag })),
  ]
  return {
    ...{ $type: 'app.bsky.feed.post', text: post.text, langs: [post.language], createdAt },
    ...(parent ? { reply: { root: named(root ?? parent), parent: named(parent) } } : {}),
    ...(facets.length > 0 ? { facets } : {}),
  }
}

/** Places are counted in bytes. */
function facet(text: string, part: string, feature: JsonObject): JsonObject {
  const byteStart = Buffer.byteLength(text.slice(0, text.indexOf(part)))
  return { index: { byteStart, byteEnd: byteStart + Buffer.byteLength(part) }, features: [feature] }
}
