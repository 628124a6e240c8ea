import type { Call, Inbox, Interaction, Page } from '../contract.ts'
import type { Comment, Listing, Submission, Thing } from './api.ts'
import { read, type Wire, wireOf } from './client.ts'
import { siteAddress } from './hosts.ts'
import { seen } from './markdown.ts'
import { commentStep } from './publish.ts'

/** The newest moment read, in seconds, and what stood in that second. */
type Cursor = { at: number; ids: string[] }
const pageSize = 100
const mostPages = 10

export const inbox: Inbox = {
  kinds: ['comment', 'reply', 'mention', 'message'],
  poll,
  comments,
  reply: (to, text) => commentStep('post', 'post', text, () => to.id),
}

async function poll(call: Call, given: string | undefined): Promise<Page<Interaction>> {
  const cursor: Cursor = given ? (JSON.parse(given) as Cursor) : { at: 0, ids: [] }
  const fresh = await newerThan(wireOf(call), cursor, given ? mostPages : 1)
  const newest = Math.max(cursor.at, ...fresh.map((one) => one.data.created_utc))
  const inSecond = fresh.filter((one) => one.data.created_utc === newest).map((one) => one.data.name)
  const ids = newest === cursor.at ? [...cursor.ids, ...inSecond] : inSecond
  const items = fresh.map((one) => heard(one, wireOf(call))).reverse()
  return { items, cursor: JSON.stringify({ at: newest, ids }) }
}

/** Newest first, as the network lists them; an anchor may vanish, so moments are what is compared. */
async function newerThan(wire: Wire, cursor: Cursor, pages: number): Promise<Thing<Comment>[]> {
  const fresh: Thing<Comment>[] = []
  let after: string | undefined
  for (let page = 0; page < pages; page++) {
    const { data } = await read<Listing<Comment>>(wire, '/message/inbox', { limit: pageSize, mark: 'false', after })
    const newer = data.children.filter(
      ({ data: one }) =>
        one.created_utc > cursor.at || (one.created_utc === cursor.at && !cursor.ids.includes(one.name)),
    )
    fresh.push(...newer)
    if (!data.after || newer.length < data.children.length) break
    after = data.after
  }
  return fresh
}

const kinds: Record<string, Interaction['kind']> = {
  post_reply: 'comment',
  comment_reply: 'reply',
  username_mention: 'mention',
}

function heard({ kind, data }: Thing<Comment>, wire: Wire): Interaction {
  const isMessage = kind === 't4'
  const post = /\/comments\/(\w+)\//.exec(data.context ?? '')?.[1]
  return spoken(
    data,
    isMessage ? 'message' : (kinds[data.type ?? ''] ?? 'comment'),
    wire,
    post ? `t3_${post}` : undefined,
  )
}

function spoken(comment: Comment, kind: Interaction['kind'], { name }: Wire, under: string | undefined): Interaction {
  const { author, subreddit, context, permalink } = comment
  const address = permalink ?? context
  return {
    id: comment.name,
    kind,
    at: new Date(comment.created_utc * 1000),
    author: {
      id: comment.author_fullname ?? author,
      handle: `u/${author}`,
      name: author,
      url: siteAddress(`/user/${author}/`),
    },
    text: seen(comment.body.replace(shownFile, '').trim()),
    ...(under ? { under: { id: under } } : {}),
    ...(comment.parent_id ? { replyTo: comment.parent_id } : {}),
    media: filesIn(comment),
    ...(address ? { url: siteAddress(address) } : {}),
    ...(author === name ? { own: true } : {}),
    ...(comment.edited ? { edited: true } : {}),
    raw: { subreddit: subreddit ?? '', author },
  }
}

/** A picture or moving one stands in the words by its id; what it is stands beside them. */
const shownFile = /!\[(?:img|gif)\]\([^)\s]+\)/g

const filesIn = ({ media_metadata: files = {} }: Comment): Interaction['media'] =>
  Object.values(files).flatMap(({ status, e, s }) => {
    const url = s?.u ?? s?.gif
    return status === 'valid' && url ? [{ kind: e === 'AnimatedImage' ? 'gif' : 'image', url }] : []
  })

/** The whole tree as far as one answer holds it, oldest first; ours and deleted ones left out. */
async function comments(call: Call, ref: { id: string }): Promise<Page<Interaction>> {
  const wire = wireOf(call)
  const path = `/comments/${ref.id.replace(/^t3_/, '')}`
  const [, tree] = await read<[Listing<Submission>, Listing<Comment>]>(wire, path, { sort: 'old', limit: 500 })
  const items = flat(tree)
    .filter((one) => one.author !== wire.name && one.author !== '[deleted]')
    .map((one) => spoken(one, 'comment', wire, ref.id))
  return { items: items.sort((a, b) => a.at.getTime() - b.at.getTime()) }
}

const flat = (listing: Listing<Comment>): Comment[] =>
  listing.data.children
    .filter((one) => one.kind === 't1')
    .flatMap(({ data }) => [data, ...(data.replies ? flat(data.replies) : [])])
