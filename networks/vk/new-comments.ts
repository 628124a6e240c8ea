import type { Call, Interaction } from '../contract.ts'
import { ask, type Wire, wireOf } from './client.ts'
import { askAtOnce } from './execute.ts'
import { heardComment } from './heard.ts'
import { ownerOf } from './media.ts'
import type { Comment, People, WallPost } from './objects.ts'

/**
 * By post: how many comments it had, and the newest one that was read. While they are still read back from the newest:
 * which was the newest when that began, and the oldest one reached.
 */
export type SeenPosts = Record<string, Seen>
type Seen = [count: number, newest: number, upTo?: number, reached?: number]

const lookedOver = 30
const pageSize = 100
/** An answer of more than 5 MB is refused: threads may make each page long. */
const mostPages = 5
const pagesAtOnce = 15

type CommentsPage = { items: Comment[] } & People
/** `once`: nothing is known of it, so only its newest are read. */
type Walk = { post: number; count: number; known: Seen; pages: number; once: boolean }

/** Only posts whose number of comments changed are read again; of these, what is newer than what was read there before. */
export async function pollComments(
  call: Call,
  before: SeenPosts | undefined,
): Promise<{ items: Interaction[]; seen: SeenPosts }> {
  const owner = ownerOf(call.account)
  const wire = wireOf(call)
  const params = { owner_id: owner, count: lookedOver, filter: 'all' }
  const { items: posts } = await ask<{ items: WallPost[] }>(wire, { method: 'wall.get', params })
  const walks = walksOver(posts, before)
  const told = await pagesOf(wire, owner, walks)
  const seen: SeenPosts = Object.fromEntries(posts.map((post) => [post.id, before?.[post.id] ?? [0, 0]]))
  const items: Interaction[] = []
  for (const [at, walk] of walks.entries()) {
    const pages = told[at] ?? []
    const read = readOf(walk, pages)
    seen[walk.post] = read.seen
    const people = {
      profiles: pages.flatMap((one) => one.profiles ?? []),
      groups: pages.flatMap((one) => one.groups ?? []),
    }
    items.push(...read.fresh.map((one) => heardComment(one, people, call.account, { owner, post: walk.post })))
  }
  return { items, seen }
}

/** An unknown post that is older than a known one came back among the newest; it and those of the first time are not read whole. */
function walksOver(posts: WallPost[], before: SeenPosts | undefined): Walk[] {
  const newest = Math.max(0, ...Object.keys(before ?? {}).map(Number))
  let left = mostPages
  return posts.flatMap((post): Walk[] => {
    const count = post.comments?.count ?? 0
    const known: Seen = before?.[post.id] ?? [0, 0]
    const isBetween = known[3] !== undefined
    if (count === known[0] && !isBetween) return []
    const once = before === undefined || (before[post.id] === undefined && post.id < newest)
    const wanted = isBetween ? mostPages : Math.max(1, Math.ceil((count - known[0] + 1) / pageSize))
    const pages = once ? 1 : Math.min(wanted, left)
    if (!once) left -= pages
    return [{ post: post.id, count, known, pages, once }]
  })
}

async function pagesOf(wire: Wire, owner: number, walks: Walk[]): Promise<CommentsPage[][]> {
  const asked = walks.flatMap((walk) => Array.from({ length: walk.pages }, (_, nth) => questionOf(owner, walk, nth)))
  const told: (CommentsPage | false)[] = []
  for (let from = 0; from < asked.length; from += pagesAtOnce)
    told.push(...(await askAtOnce<CommentsPage>(wire, 'wall.getComments', asked.slice(from, from + pagesAtOnce))))
  let from = 0
  return walks.map(({ pages }) => {
    const own = told.slice(from, from + pages)
    from += pages
    const refused = own.indexOf(false)
    return own.slice(0, refused < 0 ? own.length : refused).filter((one) => one !== false)
  })
}

const questionOf = (owner: number, { post, known: [, , , reached] }: Walk, nth: number) => ({
  owner_id: owner,
  post_id: post,
  sort: 'desc',
  ...(reached === undefined ? {} : { start_comment_id: reached }),
  offset: nth * pageSize,
  count: pageSize,
  thread_items_count: 10,
  extended: true,
  fields: ['screen_name', 'photo_100'],
})

/** What is newer than the newest read before; done with the page that tells of one read before, or is the last. */
function readOf({ count, known, once }: Walk, pages: CommentsPage[]): { fresh: Comment[]; seen: Seen } {
  const [counted, newest, began, reached] = known
  const last = pages.at(-1)
  if (!last) return { fresh: [], seen: known }
  const all = pages.flatMap(({ items }) => items.flatMap((one) => [one, ...(one.thread?.items ?? [])]))
  const upTo = began ?? Math.max(newest, ...all.map((one) => one.id))
  const isNew = ({ id, deleted }: Comment) => !deleted && id > newest && id <= upTo
  const tops = new Set(pages.flatMap(({ items }) => items.map((one) => one.id)))
  const again = pages[0]?.items.find((one) => one.id === reached)
  const repeated = new Set([again, ...(again?.thread?.items ?? [])].map((one) => one?.id))
  const byId = new Map(all.filter((one) => isNew(one) && !repeated.has(one.id)).map((one) => [one.id, one]))
  const fresh = [...byId.values()].sort((a, b) => a.id - b.id)
  const lowest = Math.min(...tops)
  const counts = began === undefined ? count : counted
  if (once || last.items.length < pageSize || lowest <= newest) return { fresh, seen: [counts, upTo] }
  return { fresh, seen: [counts, newest, upTo, lowest] }
}
