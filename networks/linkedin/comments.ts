import { absentSince } from '../absence.ts'
import type {
  AccountAccess,
  Call,
  Found,
  Interaction,
  Page,
  Person,
  RemoteRef,
  Step,
  StepRole,
  StepsDone,
} from '../contract.ts'
import { ask, authorOf, inPath, madeId, wireOf } from './client.ts'
import { againFor, skewMs } from './doubt.ts'
import { postUrl } from './hosts.ts'
import { seenText } from './little-text.ts'

/** https://learn.microsoft.com/linkedin/marketing/community-management/shares/comments-api (read 2026-11-22). */
type Comment = {
  id: string
  commentUrn: string
  actor: string
  message: { text: string }
  created: { time: number }
  object: string
  parentComment?: string
  lastModified?: { time: number }
  commentsSummary?: { aggregatedTotalComments?: number }
  content?: { type?: string; url?: string }[]
}

const pageSize = 100

/** Oldest first. */
export async function commentsUnder(
  call: Call,
  ref: RemoteRef,
  cursor: string | undefined,
): Promise<Page<Interaction>> {
  if (call.account.facts.canRead === false) return { items: [] }
  const start = Number(cursor ?? 0)
  const first = await read(call, ref.id, start)
  const comments = [...first, ...(await answersBelow(call, first))]
  const people = await peopleBehind(
    call,
    comments.map((one) => one.actor),
  )
  const items = comments
    .sort((a, b) => a.created.time - b.created.time || Number(BigInt(a.id) - BigInt(b.id)))
    .map((one) => heardIn(one, ref.id, people, call))
  return { items, ...(first.length === pageSize ? { cursor: String(start + pageSize) } : {}) }
}

/** Threads are two deep; of each the first hundred answers are read. */
async function answersBelow(call: Call, comments: Comment[]): Promise<Comment[]> {
  const answers: Comment[] = []
  for (const one of comments)
    if ((one.commentsSummary?.aggregatedTotalComments ?? 0) > 0) answers.push(...(await read(call, one.commentUrn, 0)))
  return answers
}

async function read(call: Call, under: string, start: number): Promise<Comment[]> {
  const path = `/rest/socialActions/${inPath(under)}/comments?start=${start}&count=${pageSize}`
  return (await ask(wireOf(call), { path })).json<{ elements: Comment[] }>().elements
}

const heardIn = (comment: Comment, post: string, people: Map<string, Person>, call: Call): Interaction => ({
  id: comment.commentUrn,
  kind: 'comment',
  at: new Date(comment.created.time),
  author: people.get(comment.actor) ?? nameless(comment.actor),
  text: comment.message.text,
  under: { id: post },
  replyTo: comment.parentComment ?? post,
  media: (comment.content ?? []).flatMap(({ type, url }) => (type === 'IMAGE' && url ? [{ kind: 'image', url }] : [])),
  ...((comment.lastModified?.time ?? 0) > comment.created.time ? { edited: true } : {}),
  url: postUrl(post),
  own: comment.actor === call.account.remoteId,
})

export const nameless = (urn: string): Person => ({
  id: urn,
  handle: urn.split(':').at(-1) ?? urn,
  name: urn.split(':').at(-1) ?? urn,
})

/** Names are told only to apps that may know them; without them people are known by their numbers. */
export async function peopleBehind(call: Call, urns: string[]): Promise<Map<string, Person>> {
  const ids = [...new Set(urns)].flatMap((urn) => /^urn:li:person:(.+)$/.exec(urn)?.[1] ?? [])
  const found = new Map<string, Person>()
  if (ids.length === 0) return found
  const path = `/rest/people?ids=List(${ids.map((id) => `(id:${inPath(id)})`).join(',')})`
  const answer = await ask(wireOf(call), { path, act: 'BATCH_GET', fine: [400, 403, 404] })
  if (answer.status !== 200) return found
  type Told = { id: string; localizedFirstName?: string; localizedLastName?: string; vanityName?: string }
  for (const one of Object.values(answer.json<{ results: Record<string, Told> }>().results)) {
    const name = [one.localizedFirstName, one.localizedLastName].filter(Boolean).join(' ')
    const urn = `urn:li:person:${one.id}`
    const url = one.vanityName ? { url: `https://www.linkedin.com/in/${one.vanityName}/` } : {}
    found.set(urn, { id: urn, name: name || one.id, handle: one.vanityName ?? one.id, ...url })
  }
  return found
}

/** A comment of our own, under a post or in answer to a comment. */
export function commentStep(
  name: string,
  role: StepRole,
  under: (done: StepsDone) => string,
  written: string,
  account: AccountAccess,
  parentComment?: string,
): Step {
  const text = seenText(written)
  const again = againFor(account)
  const make: Step['run'] = async (call, _key, done) => {
    const object = under(done)
    const json = { actor: authorOf(call), object, message: { text }, ...(parentComment ? { parentComment } : {}) }
    const path = `/rest/socialActions/${inPath(parentComment ?? object)}/comments`
    const answer = await ask(wireOf(call), {
      method: 'POST',
      path,
      json,
      writes: true,
      freshConnection: again.way === 'never',
    })
    return { ref: { id: madeId(answer), url: postUrl(object), more: { under: object } } }
  }
  const find: Step['find'] = async (call, _key, done, since): Promise<Found> => {
    const from = since.getTime() - skewMs
    for (let start = 0; start < 1000; start += pageSize) {
      const comments = await read(call, parentComment ?? under(done), start)
      const mine = comments.find(
        (one) => one.actor === authorOf(call) && one.message.text === text && one.created.time >= from,
      )
      if (mine) return { found: true, result: { ref: { id: mine.id, more: { under: under(done) } } } }
      if (comments.length < pageSize) return absentSince(call, since)
    }
    return { found: false, sure: false, note: 'there are more than a thousand comments' }
  }
  return { name, role, again, run: make, ...(again.way === 'never' ? {} : { find }) }
}

export async function removeComments(call: Call, ref: RemoteRef, done: StepsDone): Promise<void> {
  const id = done.comment?.ref?.id
  if (id) await removeComment(call, ref.id, id)
}

export async function removeComment(call: Call, under: string, id: string): Promise<void> {
  const path = `/rest/socialActions/${inPath(under)}/comments/${inPath(id)}?actor=${inPath(authorOf(call))}`
  await ask(wireOf(call), { method: 'DELETE', path, act: 'DELETE', fine: [404] })
}
