import { NetworkFailure } from '../../kernel/failure.ts'
import { textOfHtml } from '../../kernel/html/text-of-html.ts'
import type { Call, Found, Inbox, Interaction, Page, Step, StepRole } from '../contract.ts'
import { escapeHtml } from '../families/article/html-of-text.ts'
import { ask, listIn, made, totalOf, wireOf } from './client.ts'
import { type Comment, momentOf } from './entities.ts'
import { mayIn } from './site-facts.ts'

const pageSize = 100
const mostPages = 10

export const inbox: Inbox = {
  kinds: ['comment'],

  /** The cursor is the highest number heard; without one it starts with the newest page. */
  poll: async (call, cursor) => {
    const heard: Comment[] = []
    for (let page = 1; page <= mostPages; page++) {
      const batch = await commentsOn(call, { order: 'desc', orderby: 'id', per_page: pageSize, page })
      const fresh = batch.items.filter((one) => one.id > Number(cursor ?? 0))
      heard.push(...fresh)
      if (cursor === undefined || fresh.length < pageSize) break
    }
    const ordered = heard.sort((a, b) => a.id - b.id)
    return { items: ordered.map((one) => spoken(one, call)), cursor: String(ordered.at(-1)?.id ?? cursor ?? 0) }
  },

  comments: async (call, ref, cursor) => {
    const page = Number(cursor ?? 1)
    const { items, total } = await commentsOn(call, {
      post: ref.id,
      order: 'asc',
      orderby: 'id',
      per_page: pageSize,
      page,
    })
    return {
      items: items.map((one) => spoken(one, call)),
      ...(page * pageSize < total ? { cursor: String(page + 1) } : {}),
    } satisfies Page<Interaction>
  },

  reply: (to, text) => saidStep('reply', 'post', text, () => ({ post: Number(to.under?.id), parent: Number(to.id) })),
}

export const commentStep = (text: string): Step =>
  saidStep('comment', 'comment', text, (done) => ({ post: Number(done.post?.ref?.id), parent: 0 }))

type Place = { post: number; parent: number }

/** The site itself refuses the same words of the same person at the same place; it is then found, not said again. */
function saidStep(
  name: string,
  role: StepRole,
  text: string,
  placeOf: (done: Parameters<Step['run']>[2]) => Place,
): Step {
  return {
    name,
    role,
    again: { way: 'look-first' },
    run: async (call, _key, done) => {
      const place = placeOf(done)
      const answer = await ask(wireOf(call), {
        method: 'POST',
        path: '/wp/v2/comments',
        json: { ...place, content: { raw: escapeHtml(text.trim()) } },
        writes: true,
        fine: [409],
      })
      if (answer.status !== 409) return { ref: refTo(made<Comment>(answer)) }
      const found = await findSaid(call, place, text)
      if (found.found) return found.result
      throw new NetworkFailure('rejected', 'the site says that this comment stands already')
    },
    find: (call, _key, done) => findSaid(call, placeOf(done), text),
  }
}

const refTo = (comment: Comment) => ({ id: `comment-${comment.id}`, url: comment.link })

/** Sure when not found: the site would refuse a second one. */
async function findSaid(call: Call, { post, parent }: Place, text: string): Promise<Found> {
  const query = { post, parent, author: call.account.remoteId, order: 'desc', orderby: 'id', per_page: pageSize }
  const { items } = await commentsOn(
    call,
    mayIn(call.account.facts, 'moderate_comments') ? query : withoutAuthor(query),
  )
  const mine = items.find((one) => isOwn(one, call) && lettersOf(wordsOf(one)) === lettersOf(text))
  return mine ? { found: true, result: { ref: refTo(mine) } } : { found: false, sure: true }
}

const withoutAuthor = ({ author: _author, ...query }: { author: string } & Record<string, string | number>) => query

/** Quotes and dashes are made pretty when shown. */
const lettersOf = (text: string) => text.replace(/[^\p{L}\p{N}\p{Extended_Pictographic}]+/gu, '').toLowerCase()

/** Who may not moderate sees only what stands. */
async function commentsOn(
  call: Call,
  query: Record<string, string | number>,
): Promise<{ items: Comment[]; total: number }> {
  const all = mayIn(call.account.facts, 'moderate_comments') ? { status: 'all', context: 'edit' } : {}
  const answer = await ask(wireOf(call), { path: '/wp/v2/comments', query: { ...query, ...all } })
  return { items: listIn<Comment>(answer), total: totalOf(answer) }
}

const isOwn = (comment: Comment, call: Call) => String(comment.author) === call.account.remoteId

/** Line ends of the source are line breaks on the page. */
const wordsOf = ({ content }: Comment) =>
  content.raw === undefined ? textOfHtml(content.rendered) : textOfHtml(content.raw.replace(/\r?\n/g, '<br>'))

function spoken(comment: Comment, call: Call): Interaction {
  const avatar = Object.values(comment.author_avatar_urls ?? {}).at(-1)
  const name = comment.author_name || `#${comment.id}`
  return {
    id: String(comment.id),
    kind: 'comment',
    at: momentOf(comment.date_gmt),
    author: {
      id: comment.author > 0 ? String(comment.author) : `guest:${name}`,
      handle: name,
      name,
      ...(avatar ? { avatarUrl: avatar } : {}),
      ...(comment.author_url ? { url: comment.author_url } : {}),
    },
    text: wordsOf(comment),
    under: { id: String(comment.post) },
    ...(comment.parent > 0 ? { replyTo: String(comment.parent) } : {}),
    media: [],
    url: comment.link,
    ...(isOwn(comment, call) ? { own: true } : {}),
    raw: { status: comment.status },
  }
}
