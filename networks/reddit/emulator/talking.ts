import type { Answered } from '../../lab/deeds.ts'
import type { LabAnswer, Speaker } from '../../lab/network.ts'
import { listing, paged, showComment, showMessage, showPost, showTree } from './present.ts'
import {
  type Asking,
  type Desk,
  type EmComment,
  type EmPost,
  enveloped,
  nextId,
  now,
  refused,
  seconds,
  wrong,
} from './state.ts'

const ok = (json: unknown): LabAnswer => ({ status: 200, json })
const newest = (a: { at: number; id: string }, b: { at: number; id: string }) => b.at - a.at || (b.id < a.id ? -1 : 1)

/** A comment under a post or a comment, or an answer to a message: told by the kind of what is answered. */
export function answer(desk: Desk, { user, form }: Asking): LabAnswer {
  const parent = String(form.thing_id ?? '')
  const text = String(form.text ?? '').trim()
  if (text === '') throw wrong('NO_TEXT', 'we need something here', 'text')
  if ([...text].length > 10_000) throw wrong('TOO_LONG', 'this is too long (max: 10000)', 'text')
  if (parent.startsWith('t4_')) return answerMessage(desk, user.name, parent, text)
  const post = desk.kept.state.comments.get(parent)?.post ?? parent
  if (!desk.kept.state.posts.has(post) || desk.kept.state.posts.get(post)?.deleted)
    throw wrong('DELETED_COMMENT', 'that comment has been deleted', 'parent')
  const comment: EmComment = { id: nextId(desk, 't1'), author: user.name, parent, post, text, at: seconds(desk) }
  desk.kept.commit({ do: 'comment', comment }, { account: user.name, kind: 'comment', objectId: comment.id, text })
  return enveloped({ things: [showComment(desk, comment)] })
}

function answerMessage(desk: Desk, from: string, parent: string, text: string): LabAnswer {
  const answered = desk.kept.state.messages.get(parent)
  if (!answered) throw wrong('NO_THING_ID', 'id not specified', 'parent')
  const message = { id: nextId(desk, 't4'), from, to: answered.from, text, at: seconds(desk), parent }
  desk.kept.commit({ do: 'message', message }, { account: from, kind: 'message', objectId: message.id, text })
  return enveloped({ things: [showMessage(desk, message)] })
}

const isSeen = (desk: Desk, post: EmPost) => post.seenFrom <= now(desk)

export function submitted(desk: Desk, { request }: Asking): LabAnswer {
  const own = [...desk.kept.state.posts.values()].filter(
    (one) => one.author === request.params.name && !one.deleted && isSeen(desk, one),
  )
  return ok(paged(own.sort(newest), request.query, (one) => showPost(desk, one)))
}

export function ownComments(desk: Desk, { request }: Asking): LabAnswer {
  const own = [...desk.kept.state.comments.values()].filter((one) => one.author === request.params.name && !one.deleted)
  return ok(paged(own.sort(newest), request.query, (one) => showComment(desk, one)))
}

export function sent(desk: Desk, { request, user }: Asking): LabAnswer {
  const own = [...desk.kept.state.messages.values()].filter((one) => one.from === user.name)
  return ok(paged(own.sort(newest), request.query, (one) => showMessage(desk, one)))
}

export function inbox(desk: Desk, { request, user }: Asking): LabAnswer {
  letPeopleAct(desk)
  const { comments, messages } = desk.kept.state
  const heard = [...comments.values()].flatMap((one) => {
    const type = one.deleted || one.author === user.name ? undefined : typeFor(desk, one, user.name)
    return type ? [{ ...one, show: () => showComment(desk, one, type) as unknown }] : []
  })
  const letters = [...messages.values()]
    .filter((one) => one.to === user.name)
    .map((one) => ({ ...one, show: () => showMessage(desk, one) as unknown }))
  const all: { id: string; at: number; show: () => unknown }[] = [...heard, ...letters]
  return ok(paged(all.sort(newest), request.query, (one) => one.show()))
}

function typeFor({ kept: { state } }: Desk, comment: EmComment, name: string): string | undefined {
  const post = state.posts.get(comment.parent)
  if (post?.author === name && post.replies) return 'post_reply'
  if (state.comments.get(comment.parent)?.author === name) return 'comment_reply'
  return comment.text.toLowerCase().includes(`u/${name.toLowerCase()}`) ? 'username_mention' : undefined
}

export function info(desk: Desk, { request }: Asking): LabAnswer {
  letPeopleAct(desk)
  const ids = String(request.query.id ?? '').split(',')
  return ok(listing(ids.flatMap((id) => desk.kept.state.posts.get(id) ?? []).map((one) => showPost(desk, one))))
}

export function thread(desk: Desk, { request }: Asking): LabAnswer {
  letPeopleAct(desk)
  const post = desk.kept.state.posts.get(`t3_${request.params.id}`)
  if (!post) throw refused(404, 'Not Found')
  return ok([listing([showPost(desk, post)]), listing(showTree(desk, post.id, post.id))])
}

export function search(desk: Desk, { request }: Asking): LabAnswer {
  const words = String(request.query.q ?? '')
    .toLowerCase()
    .split(/\s+/)
  const hits = [...desk.kept.state.posts.values()].filter((one) => {
    const all = `${one.title} ${one.text}`.toLowerCase()
    return !one.deleted && isSeen(desk, one) && words.every((word) => all.includes(word))
  })
  return ok(paged(hits.sort(newest), request.query, (one) => showPost(desk, one)))
}

const attentive = 14 * 24 * 3_600

/** What people did about posts by now. */
function letPeopleAct(desk: Desk): void {
  const { state } = desk.kept
  for (const [at, post] of [...state.posts.values()].entries()) {
    if (post.deleted || !isSeen(desk, post) || seconds(desk) - post.at > attentive) continue
    const shown = {
      key: `${post.author}/${at}`,
      text: `${post.title}\n${post.text}`,
      at: new Date(post.at * 1000),
      media: post.media !== undefined,
    }
    for (const reaction of desk.site.people.reactionsTo(shown, desk.site.clock.now())) {
      const what = `${post.id} ${reaction.id}`
      if (state.acted.has(what)) continue
      desk.kept.commit({ do: 'acted', what, ...(reaction.kind === 'like' ? { post: post.id } : {}) })
      if (reaction.kind === 'comment') speak(desk, post.id, reaction.person.handle, reaction.text)
    }
  }
}

/** A person of the lab comments. */
export function speak(desk: Desk, parent: string, author: string, text: string, by: Speaker = {}): string {
  const post = desk.kept.state.comments.get(parent)?.post ?? parent
  if (!desk.kept.state.posts.has(post)) throw new Error(`nobody can comment on ${parent}`)
  const at = by.at ? Math.floor(by.at.getTime() / 1000) : seconds(desk)
  const shown = by.picture ? { picture: true } : {}
  const comment: EmComment = { id: nextId(desk, 't1'), author, parent, post, text, at, ...shown }
  desk.kept.commit({ do: 'comment', comment })
  return comment.id
}

/** Whose comment or message something of ours answers. */
export function spokenTo({ kept: { state }, site }: Desk, id: string): Answered | undefined {
  const comment = state.comments.get(state.comments.get(id)?.parent ?? '')
  const message = state.messages.get(state.messages.get(id)?.parent ?? '')
  const person = site.people.byHandle(comment?.author ?? message?.from ?? '')
  const before = comment ?? message
  return before && person && { id: before.id, person, text: before.text, at: new Date(before.at * 1000) }
}
