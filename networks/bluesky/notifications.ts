import type { JsonObject } from '../../kernel/json.ts'
import type { Call, Interaction } from '../contract.ts'
import { isRecord, listOf, textOf } from './json-shapes.ts'
import { momentOf } from './read-back.ts'
import { pageOf } from './records.ts'
import { personOf, rootOf, shownMedia } from './views.ts'
import { ask } from './xrpc.ts'

/**
 * How far the notifications were read. The network lists them newest first, so a poll walks down to `seen`;
 * when that is too far for one poll, `going` says where to walk on and what will then be the newest seen.
 */
type Top = { at: string; ids: string[] }
export type Progress = { seen?: Top; going?: { page: string; top: Top } }

const perPage = 100
const pagesPerPoll = 5

/** What is new since the cursor, oldest first, each once. */
export async function notificationsSince(
  call: Call,
  { seen, going }: Progress,
): Promise<{ items: Interaction[]; next: Progress }> {
  const fresh: JsonObject[] = []
  let page = going?.page
  let top = going?.top
  for (let turn = 0; turn < pagesPerPoll; turn++) {
    const { list, next } = await onePage(call, page)
    top ??= topOf(list) ?? seen
    const news = list.filter((one) => isNew(one, seen))
    fresh.push(...news)
    if (!next || news.length < list.length || list.length === 0) return ended(fresh, top, call)
    page = next
  }
  return { items: await withFiles(fresh, call), next: { seen, going: page && top ? { page, top } : undefined } }
}

const ended = async (fresh: JsonObject[], top: Top | undefined, call: Call) => ({
  items: await withFiles(fresh, call),
  next: { seen: top },
})

async function onePage(call: Call, cursor: string | undefined): Promise<{ list: JsonObject[]; next?: string }> {
  const query = { limit: perPage, cursor }
  const answer = await ask<JsonObject>(call, { nsid: 'app.bsky.notification.listNotifications', query })
  const next = textOf(answer.cursor)
  return { list: listOf(answer.notifications), ...(next ? { next } : {}) }
}

function topOf(list: JsonObject[]): Top | undefined {
  const at = textOf(list[0]?.indexedAt)
  return at ? { at, ids: list.filter((one) => textOf(one.indexedAt) === at).map(idOf) } : undefined
}

function isNew(one: JsonObject, seen: Top | undefined): boolean {
  if (!seen) return true
  const at = momentOf(one.indexedAt).getTime()
  const last = momentOf(seen.at).getTime()
  return at > last || (at === last && !seen.ids.includes(idOf(one)))
}

/** A like of a post and its reason are one notification; the same record may tell two things. */
const idOf = (one: JsonObject): string => `${textOf(one.uri)}#${textOf(one.reason)}`

const kinds: Record<string, Interaction['kind']> = {
  reply: 'comment',
  mention: 'mention',
  quote: 'mention',
  like: 'reaction',
  'like-via-repost': 'reaction',
  repost: 'reshare',
  'repost-via-repost': 'reshare',
  follow: 'follow',
}

const postsAtOnce = 25

/** A notification carries what was written, and not where its files are shown: that is asked for. */
async function withFiles(list: JsonObject[], call: Call): Promise<Interaction[]> {
  const items = interactions(list, call)
  const spoken = list.filter((one) => ['reply', 'mention', 'quote'].includes(textOf(one.reason)))
  const carrying = spoken.filter((one) => isRecord(one.record) && isRecord(one.record.embed))
  const uris = [...new Set(carrying.map((one) => textOf(one.uri)))]
  const files = new Map<string, Interaction['media']>()
  for (let from = 0; from < uris.length; from += postsAtOnce) {
    const query = { uris: uris.slice(from, from + postsAtOnce) }
    const { posts } = await ask<JsonObject>(call, { nsid: 'app.bsky.feed.getPosts', query })
    for (const view of listOf(posts)) files.set(textOf(view.uri), shownMedia(view.embed))
  }
  return items.map((one) => ({ ...one, media: files.get(one.id) ?? one.media }))
}

const interactions = (list: JsonObject[], call: Call): Interaction[] =>
  list.toReversed().flatMap((one) => {
    const kind = kinds[textOf(one.reason)]
    return kind ? [interactionOf(one, kind, call)] : []
  })

function interactionOf(one: JsonObject, kind: Interaction['kind'], call: Call): Interaction {
  const record = isRecord(one.record) ? one.record : {}
  const uri = textOf(one.uri)
  const root = rootOf(record)
  const parent = isRecord(record.reply) && isRecord(record.reply.parent) ? textOf(record.reply.parent.uri) : ''
  const under = root.uri || textOf(one.reasonSubject)
  return {
    id: uri,
    kind: kind === 'comment' && parent !== root.uri ? 'reply' : kind,
    at: momentOf(one.indexedAt),
    author: personOf(one.author, call),
    text: textOf(record.text),
    ...(under ? { under: { id: under, url: pageOf(call, under), more: { cid: root.cid } } } : {}),
    ...(parent ? { replyTo: parent } : {}),
    media: [],
    url: kind === 'follow' ? personOf(one.author, call).url : pageOf(call, uri),
    raw: {
      uri,
      cid: textOf(one.cid),
      reason: textOf(one.reason),
      ...(isRecord(record.reply) ? { reply: record.reply } : {}),
    },
  }
}
