import { NetworkFailure } from '../../kernel/failure.ts'
import type { Call, Interaction, Page } from '../contract.ts'
import { type Listed, read } from './client.ts'
import type { CommentThread } from './resources.ts'
import { type AnswerCounts, spokenIn } from './threads.ts'

/** Until which moment was heard, and what of the while before it: things appear a little out of order. */
type Cursor = {
  since: string
  seen: string[]
  answers?: AnswerCounts
  /** Lists still read back from their newest: where each goes on, what was given since, and the newest moment met. */
  walks?: { next: Record<string, string>; given: string[]; latest: string }
}

const statuses = ['published', 'heldForReview']
const overlapMs = 10 * 60_000
/** Of each list in one question; each costs a unit of the day. */
const mostPages = 10
const mostRemembered = 3_000

/** The newest threads of the channel with their answers, and those held for review, back to what was heard before. */
export async function pollComments(call: Call, cursor: string | undefined): Promise<Page<Interaction>> {
  const before: Cursor = cursor ? (JSON.parse(cursor) as Cursor) : { since: new Date(0).toISOString(), seen: [] }
  const from = Date.parse(before.since) - overlapMs
  const seen = new Set(before.seen)
  const reaches = (threads: CommentThread[]) =>
    !cursor || threads.some((one) => seen.has(one.id) || madeAt(one) <= from)
  const lists = before.walks ? Object.keys(before.walks.next) : statuses
  const walks = await Promise.all(
    lists.map((status) => walkBack(call, { status, token: before.walks?.next[status], reaches })),
  )
  const { spoken, answers } = await spokenIn(
    call,
    walks.flatMap((one) => one.threads),
    before.answers,
  )
  const known = new Set([...before.seen, ...(before.walks?.given ?? [])])
  const fresh = spoken.filter((one) => one.at.getTime() > from && !known.has(one.id))
  const items = [...new Map(fresh.reverse().map((one) => [one.id, one])).values()]
  return {
    items: items.sort((a, b) => a.at.getTime() - b.at.getTime()),
    cursor: JSON.stringify(cursorAfter(before, { walks, spoken, answers })),
  }
}

const madeAt = ({ snippet }: CommentThread) => Date.parse(snippet.topLevelComment.snippet.publishedAt)

/** `next`: where to go on, if it was not read back far enough. */
type Walked = { status: string; threads: CommentThread[]; next: string | undefined; ended: boolean }
type Walk = { status: string; token: string | undefined; reaches: (threads: CommentThread[]) => boolean }

async function walkBack(call: Call, { status, token, reaches }: Walk): Promise<Walked> {
  const threads: CommentThread[] = []
  let next = token
  for (let page = 0; page < mostPages; page++) {
    const told = await threadsOn(call, status, next)
    const own = told.items ?? []
    threads.push(...own)
    next = told.nextPageToken
    if (!next || reaches(own)) return { status, threads, next: undefined, ended: !next }
  }
  return { status, threads, next, ended: false }
}

/** Nobody says how long a place in a list is kept: where it is not, the list is begun anew. */
async function threadsOn(call: Call, status: string, pageToken: string | undefined): Promise<Listed<CommentThread>> {
  const query = {
    part: 'snippet,replies',
    allThreadsRelatedToChannelId: call.account.remoteId,
    moderationStatus: status,
    order: 'time',
    textFormat: 'plainText',
    maxResults: 100,
  }
  try {
    return await read<Listed<CommentThread>>(call, 'commentThreads', { ...query, pageToken })
  } catch (error) {
    const isForgotten = pageToken && error instanceof NetworkFailure && error.kind === 'rejected'
    if (isForgotten) return read<Listed<CommentThread>>(call, 'commentThreads', query)
    throw error
  }
}

type Told = { walks: Walked[]; spoken: Interaction[]; answers: AnswerCounts }

function cursorAfter(before: Cursor, { walks, spoken, answers }: Told): Cursor {
  const latest = Math.max(Date.parse(before.walks?.latest ?? before.since), ...spoken.map((one) => one.at.getTime()))
  const recent = spoken.filter((one) => one.at.getTime() > latest - overlapMs).map((one) => one.id)
  const given = [...new Set([...(before.walks?.given ?? []), ...recent])]
  const next = Object.fromEntries(walks.flatMap((one) => (one.next ? [[one.status, one.next]] : [])))
  const since = new Date(latest).toISOString()
  if (Object.keys(next).length > 0)
    return { ...before, answers: { ...before.answers, ...answers }, walks: { next, given, latest: since } }
  const isCovered = walks.every(
    ({ ended, threads }) => ended || threads.some((one) => madeAt(one) <= latest - overlapMs),
  )
  // An answer's id begins with that of its thread; those of a thread that was not read again are still known.
  const isKept = (id: string) => !isCovered || before.answers?.[id.split('.')[0] ?? ''] !== undefined
  const seen = [...new Set([...given, ...before.seen.filter(isKept)])]
  return { since, seen: seen.slice(0, mostRemembered), answers }
}
