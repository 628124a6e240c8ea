import type { Answered } from '../../lab/deeds.ts'
import type { LabPerson, Reaction } from '../../lab/people.ts'
import type { Ground } from './ground.ts'
import type { EmComment, EmPost } from './state.ts'

export const personUrn = ({ site }: Ground, person: LabPerson) => `urn:li:person:p${site.people.all.indexOf(person)}`
export const personBehind = ({ site }: Ground, id: string) => site.people.all[Number(/^p(\d+)$/.exec(id)?.[1] ?? -1)]

export function reactionsOf({ state, site, now }: Ground, post: EmPost): Reaction[] {
  const author = state.pages.get(post.author) ?? state.members.get(post.author)
  if (!author) return []
  const options = (post.content?.poll as { options?: unknown[] } | undefined)?.options?.length
  const seen = {
    key: `linkedin ${author.name} ${post.ordinal}`,
    text: post.commentary,
    language: author.locale,
    at: new Date(post.at),
    media: Boolean(post.content?.media ?? post.content?.multiImage),
    ...(options ? { options } : {}),
  }
  return site.people.reactionsTo(seen, now())
}

/** What was said under a post, kept and imagined, oldest first. */
export function commentsUnder(ground: Ground, post: EmPost): EmComment[] {
  const kept = [...ground.state.comments.values()].filter((one) => one.post === post.urn)
  const said = reactionsOf(ground, post).flatMap((one) =>
    one.kind === 'comment'
      ? [
          {
            id: `${one.at.getTime()}${one.id.padStart(3, '0')}`,
            post: post.urn,
            actor: personUrn(ground, one.person),
            text: one.text,
            at: one.at.getTime(),
          },
        ]
      : [],
  )
  return [...kept, ...said].sort((a, b) => a.at - b.at || Number(a.id) - Number(b.id))
}

/** Threads are two deep: what answers an answer stands beside it. */
export const threadOf = (ground: Ground, post: EmPost, urn: string): string =>
  commentsUnder(ground, post).find((one) => commentUrn(one) === urn)?.parent ?? urn

/** An answer tells only whose thread it stands in: it is meant for who spoke there last. */
export function answered(ground: Ground, id: string): Answered | undefined {
  const said = ground.state.comments.get(id)
  const post = ground.state.posts.get(said?.post ?? '')
  if (!said?.parent || !post || personBehind(ground, nameIn(said.actor))) return undefined
  const thread = commentsUnder(ground, post).filter(
    (one) => (commentUrn(one) === said.parent || one.parent === said.parent) && Number(one.id) < Number(id),
  )
  const before = thread.findLast((one) => personBehind(ground, nameIn(one.actor)))
  const person = before && personBehind(ground, nameIn(before.actor))
  return person && { id: before.id, person, text: before.text, at: new Date(before.at) }
}
const nameIn = (urn: string) => urn.split(':').at(-1) ?? ''

export const activityOf = (post: string) => `urn:li:activity:${post.split(':').at(-1)}`
export const commentUrn = (comment: EmComment) => `urn:li:comment:(${activityOf(comment.post)},${comment.id})`
