import { answeredBy } from '../../families/graph-api/lab/threads.ts'
import type { Answered } from '../../lab/deeds.ts'
import type { Speaker } from '../../lab/network.ts'
import type { LabPerson, Reaction } from '../../lab/people.ts'
import type { Desk } from './desk.ts'
import type { CommentRow, PostRow } from './rows.ts'

export const personOf = ({ site }: Desk, index: number) => {
  const person = site.people.all[index % site.people.all.length]
  return { id: String(7_100_000_000_000 + (index % site.people.all.length)), name: person?.name ?? 'Somebody' }
}

export function reactionsOf(desk: Desk, post: PostRow): Reaction[] {
  const page = desk.store.get('pages', post.page)
  if (!page || post.format === 'story' || post.scheduled || post.by) return []
  const media = post.photos.length > 0 || post.video !== null
  const seen = {
    key: `page ${page.username} ${post.ordinal}`,
    text: post.message,
    language: page.locale,
    at: new Date(post.at),
    media,
  }
  return desk.site.people.reactionsTo(seen, desk.site.clock.now())
}

export function addComment(
  desk: Desk,
  post: PostRow,
  given: Pick<CommentRow, 'from' | 'message' | 'at' | 'picture'> & { id?: string; parent?: string },
): CommentRow {
  const id = given.id ?? `${numberOf(post)}_50${String(desk.store.next()).padStart(9, '0')}`
  const row = { parent: null, ...given, id, post: post.id, hidden: false, liked: false }
  const own = given.from.id === post.page
  const page = desk.store.get('pages', post.page)
  return desk.store.put(
    'comments',
    id,
    row,
    own
      ? {
          account: page?.username ?? '',
          kind: 'comment',
          objectId: id,
          text: given.message,
          fingerprint: `${post.id} ${given.message}`,
        }
      : undefined,
  )
}

const numberOf = (post: PostRow) => post.id.split('_')[1] ?? post.id

/** What was said under a post, oldest first. What people of the cast say becomes a comment when somebody first looks. */
export function commentsOn(desk: Desk, post: PostRow): CommentRow[] {
  for (const reaction of reactionsOf(desk, post)) {
    if (reaction.kind !== 'comment') continue
    const id = `${numberOf(post)}_5099${reaction.id}`
    const from = personOf(desk, desk.site.people.all.indexOf(reaction.person))
    if (!desk.store.get('comments', id))
      addComment(desk, post, { id, from, message: reaction.text, at: reaction.at.toISOString() })
  }
  return desk.store
    .all('comments')
    .filter((one) => one.post === post.id)
    .sort((a, b) => a.at.localeCompare(b.at))
}

export const countOf = (desk: Desk, post: PostRow, kind: Reaction['kind']) =>
  reactionsOf(desk, post).filter((one) => one.kind === kind).length

const behind = ({ site }: Desk, id: string): LabPerson | undefined => site.people.all[Number(id) - 7_100_000_000_000]

export const speakerOf = (desk: Desk, text: string, { person }: Speaker = {}) =>
  personOf(desk, person ? desk.site.people.all.indexOf(person) : text.length)

/** A person answers a post, or below a comment: threads are two deep. */
export function answerBy(desk: Desk, id: string, text: string, by: Speaker = {}): string {
  const above = desk.store.get('comments', id)
  const post = desk.store.get('posts', above?.post ?? id)
  if (!post) throw new Error(`nothing stands at ${id}`)
  const at = (by.at ?? desk.ground.now()).toISOString()
  const parent = above ? { parent: above.parent ?? above.id } : {}
  return addComment(desk, post, { from: speakerOf(desk, text, by), message: text, at, ...parent, picture: by.picture })
    .id
}

export const answered = (desk: Desk, id: string): Answered | undefined =>
  answeredBy(
    {
      comments: desk.store.all('comments').map((one) => ({ ...one, text: one.message })),
      messages: desk.store.all('messages'),
      behind: (personId) => behind(desk, personId),
    },
    id,
  )
