import type { Answered } from '../../lab/deeds.ts'
import type { LabAnswer } from '../../lab/network.ts'
import { showComment, showMessage, showPerson, showPost } from './present.ts'
import { type Asking, type Desk, domainOf, type EmComment, isoOf, nextId, nowIso, ok, Refused } from './state.ts'

const newest = (a: { id: number }, b: { id: number }) => b.id - a.id

function paged<T>(all: T[], { given }: Asking): T[] {
  const limit = Number(given.limit ?? 10)
  if (!Number.isInteger(limit) || limit < 1 || limit > 50) throw new Refused(400, 'couldnt_get_posts')
  const page = Math.max(1, Number(given.page ?? 1))
  return all.slice((page - 1) * limit, page * limit)
}

export function createComment(desk: Desk, { me, given }: Asking): LabAnswer {
  const content = String(given.content ?? '').trim()
  if (content === '' || [...content].length > 10_000) throw new Refused(400, 'invalid_body_field')
  const post = desk.kept.state.posts.get(Number(given.post_id))
  if (!post || post.deleted) throw new Refused(404, 'couldnt_find_post')
  const parent = given.parent_id === undefined ? undefined : desk.kept.state.comments.get(Number(given.parent_id))
  if (given.parent_id !== undefined && parent?.post !== post.id) throw new Refused(404, 'couldnt_find_parent_comment')
  const comment = place(desk, me.id, post.id, parent, content, { account: me.name })
  return ok({ comment_view: showComment(desk, comment), recipient_ids: [] })
}

/** `account` where the oracle is to know of it. */
export function place(
  desk: Desk,
  creator: number,
  post: number,
  parent: EmComment | undefined,
  content: string,
  { account, at }: { account?: string; at?: Date | undefined } = {},
): EmComment {
  const id = nextId(desk)
  const comment: EmComment = {
    id,
    creator,
    post,
    path: `${parent?.path ?? '0'}.${id}`,
    content,
    at: isoOf(at ?? desk.site.clock.now()),
  }
  const act = account ? ({ account, kind: 'comment', objectId: `comment/${id}`, text: content } as const) : undefined
  desk.kept.commit({ do: 'comment', comment }, act)
  return comment
}

export function deleteComment(desk: Desk, { me, given }: Asking): LabAnswer {
  const stands = desk.kept.state.comments.get(Number(given.comment_id))
  if (!stands) throw new Refused(404, 'couldnt_find_comment')
  if (stands.creator !== me.id) throw new Refused(400, 'no_comment_edit_allowed')
  const comment = { ...stands, deleted: given.deleted === true }
  desk.kept.commit({ do: 'comment', comment }, { account: me.name, kind: 'remove', objectId: `comment/${comment.id}` })
  return ok({ comment_view: showComment(desk, comment), recipient_ids: [] })
}

export function commentTree(desk: Desk, { given }: Asking): LabAnswer {
  letPeopleAct(desk)
  const found = [...desk.kept.state.comments.values()].filter((one) => one.post === Number(given.post_id))
  return ok({
    comments: found
      .sort((a, b) => a.id - b.id)
      .slice(0, 300)
      .map((one) => showComment(desk, one)),
  })
}

function ownerAbove({ kept: { state } }: Desk, comment: EmComment): number | undefined {
  const above = Number(comment.path.split('.').at(-2))
  return above > 0 ? state.comments.get(above)?.creator : state.posts.get(comment.post)?.creator
}

export function replies(desk: Desk, asking: Asking): LabAnswer {
  letPeopleAct(desk)
  const { id } = asking.me
  const heard = [...desk.kept.state.comments.values()].filter(
    (one) => one.creator !== id && ownerAbove(desk, one) === id,
  )
  const shown = (one: EmComment) => ({
    ...showComment(desk, one),
    comment_reply: { id: one.id, recipient_id: id, comment_id: one.id, read: false, published: one.at },
    recipient: showPerson(desk, asking.me),
  })
  return ok({ replies: paged(heard.sort(newest), asking).map(shown) })
}

export function mentions(desk: Desk, asking: Asking): LabAnswer {
  const { id, name } = asking.me
  const called = `@${name}@${domainOf(desk)}`.toLowerCase()
  const heard = [...desk.kept.state.comments.values()].filter(
    (one) => one.creator !== id && one.content.toLowerCase().includes(called),
  )
  const shown = (one: EmComment) => ({
    ...showComment(desk, one),
    person_mention: { id: one.id, recipient_id: id, comment_id: one.id, read: false, published: one.at },
    recipient: showPerson(desk, asking.me),
  })
  return ok({ mentions: paged(heard.sort(newest), asking).map(shown) })
}

export function messages(desk: Desk, asking: Asking): LabAnswer {
  const { id } = asking.me
  const own = [...desk.kept.state.messages.values()].filter(
    (one) => (one.creator === id || one.recipient === id) && !one.deleted,
  )
  return ok({ private_messages: paged(own.sort(newest), asking).map((one) => showMessage(desk, one)) })
}

export function createMessage(desk: Desk, { me, given }: Asking): LabAnswer {
  const content = String(given.content ?? '').trim()
  if (content === '' || [...content].length > 10_000) throw new Refused(400, 'invalid_body_field')
  const recipient = Number(given.recipient_id)
  if (!desk.kept.state.people.has(recipient)) throw new Refused(404, 'couldnt_find_person')
  const message = { id: nextId(desk), creator: me.id, recipient, content, at: nowIso(desk) }
  desk.kept.commit(
    { do: 'message', message },
    { account: me.name, kind: 'message', objectId: `message/${message.id}`, text: content },
  )
  return ok({ private_message_view: showMessage(desk, message) })
}

export function personDetails(desk: Desk, asking: Asking): LabAnswer {
  const id = Number(asking.given.person_id)
  const person = desk.kept.state.people.get(id)
  if (!person) throw new Refused(404, 'couldnt_find_person')
  const posts = [...desk.kept.state.posts.values()].filter(
    (one) => one.creator === id && (!one.deleted || id === asking.me.id),
  )
  const comments = [...desk.kept.state.comments.values()].filter((one) => one.creator === id)
  return ok({
    person_view: {
      person: showPerson(desk, person),
      counts: { person_id: id, post_count: posts.length, comment_count: comments.length },
      is_admin: false,
    },
    site: {},
    posts: paged(posts.sort(newest), asking).map((one) => showPost(desk, one)),
    comments: paged(comments.sort(newest), asking).map((one) => showComment(desk, one)),
    moderates: [],
  })
}

export function getPost(desk: Desk, { me, given }: Asking): LabAnswer {
  letPeopleAct(desk)
  const post = desk.kept.state.posts.get(Number(given.id))
  if (!post || (post.deleted && post.creator !== me.id)) throw new Refused(404, 'couldnt_find_post')
  return ok({ post_view: showPost(desk, post), community_view: {}, moderators: [], cross_posts: [] })
}

export function search(desk: Desk, asking: Asking): LabAnswer {
  const words = String(asking.given.q ?? '')
    .toLowerCase()
    .split(/\s+/)
  const hits = [...desk.kept.state.posts.values()].filter((one) => {
    const all = `${one.name} ${one.body ?? ''}`.toLowerCase()
    return !one.deleted && words.every((word) => all.includes(word))
  })
  return ok({
    type_: 'Posts',
    comments: [],
    posts: paged(hits.sort(newest), asking).map((one) => showPost(desk, one)),
    communities: [],
    users: [],
  })
}

const attentive = 14 * 24 * 3_600_000

/** What people did about posts by now. */
function letPeopleAct(desk: Desk): void {
  const { state } = desk.kept
  const now = desk.site.clock.now()
  for (const [at, post] of [...state.posts.values()].entries()) {
    if (post.deleted || now.getTime() - Date.parse(post.at) > attentive) continue
    const seen = {
      key: `${post.creator}/${at}`,
      text: `${post.name}\n${post.body ?? ''}`,
      at: new Date(post.at),
      media: post.url?.includes('/pictrs/') ?? false,
    }
    for (const reaction of desk.site.people.reactionsTo(seen, now)) {
      const what = `${post.id} ${reaction.id}`
      if (state.acted.has(what)) continue
      desk.kept.commit({ do: 'acted', what })
      const person = personNamed(desk, reaction.person.handle)
      if (reaction.kind === 'like') desk.kept.commit({ do: 'like', what: `post/${post.id}`, person, on: true })
      if (reaction.kind === 'comment') place(desk, person, post.id, undefined, reaction.text, { at: reaction.at })
    }
  }
}

/** People of the lab come to the instance when they first do something. */
export function personNamed(desk: Desk, handle: string): number {
  const known = [...desk.kept.state.people.values()].find((one) => one.name === handle)
  if (known) return known.id
  const person = { id: nextId(desk), name: handle, title: desk.site.people.byHandle(handle)?.name ?? handle }
  desk.kept.commit({ do: 'person', person })
  return person.id
}

/** Whose comment ours answers, or whose message came before ours. */
export function spokenTo({ kept: { state }, site }: Desk, name: string): Answered | undefined {
  const [kind, number] = name.split('/')
  const message = kind === 'message' ? state.messages.get(Number(number)) : undefined
  const comment = kind === 'comment' ? state.comments.get(Number(number)) : undefined
  const before = message
    ? [...state.messages.values()].findLast((one) => one.creator === message.recipient && one.id < message.id)
    : state.comments.get(Number(comment?.path.split('.').at(-2)))
  const person = before && site.people.byHandle(state.people.get(before.creator)?.name ?? '')
  return person && { id: `${kind}/${before.id}`, person, text: before.content, at: new Date(before.at) }
}
