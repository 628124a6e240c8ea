import { answeredBy } from '../../families/graph-api/lab/threads.ts'
import type { Answered } from '../../lab/deeds.ts'
import type { Speaker } from '../../lab/network.ts'
import type { LabPerson, Reaction } from '../../lab/people.ts'
import { type Desk, numbered } from './desk.ts'
import type { CommentRow, MediaRow } from './rows.ts'

export const personOf = ({ site }: Desk, index: number) => {
  const person = site.people.all[index % site.people.all.length]
  return { id: String(6_200_000_000_000 + (index % site.people.all.length)), username: person?.handle ?? 'somebody' }
}

export function reactionsOf(desk: Desk, media: MediaRow): Reaction[] {
  const account = desk.store.get('accounts', media.account)
  if (!account || media.product === 'STORY' || media.by) return []
  const seen = {
    key: `profile ${account.username} ${media.ordinal}`,
    text: media.caption,
    language: account.locale,
    at: new Date(media.at),
    media: true,
  }
  return desk.site.people.reactionsTo(seen, desk.ground.now())
}

type Said = Pick<CommentRow, 'from' | 'text' | 'at'> & { id?: string; parent?: string }

export function addComment(desk: Desk, media: MediaRow, given: Said): CommentRow {
  const id = given.id ?? numbered(desk, '17951', 12)
  const account = desk.store.get('accounts', media.account)
  const own = given.from.id === account?.id
  const act = {
    account: account?.username ?? '',
    kind: 'comment' as const,
    objectId: id,
    text: given.text,
    fingerprint: `${media.id} ${given.text}`,
  }
  return desk.store.put(
    'comments',
    id,
    { parent: null, ...given, id, media: media.id, hidden: false },
    own ? act : undefined,
  )
}

/** What was said under a post, newest first. What people of the cast say becomes a comment when somebody first looks. */
export function commentsOn(desk: Desk, media: MediaRow): CommentRow[] {
  for (const reaction of reactionsOf(desk, media)) {
    if (reaction.kind !== 'comment') continue
    const id = `17951${media.id.slice(-8)}${reaction.id.padStart(4, '9')}`
    const from = personOf(desk, desk.site.people.all.indexOf(reaction.person))
    if (!desk.store.get('comments', id))
      addComment(desk, media, { id, from, text: reaction.text, at: reaction.at.toISOString() })
  }
  const said = desk.store.all('comments').filter((one) => one.media === media.id && one.parent === null)
  return said.sort((a, b) => b.at.localeCompare(a.at) || (a.id < b.id ? 1 : -1))
}

export const repliesTo = (desk: Desk, comment: CommentRow) =>
  desk.store.all('comments').filter((one) => one.parent === comment.id)
export const countOf = (desk: Desk, media: MediaRow, kind: Reaction['kind']) =>
  reactionsOf(desk, media).filter((one) => one.kind === kind).length

const behind = ({ site }: Desk, id: string): LabPerson | undefined => site.people.all[Number(id) - 6_200_000_000_000]

export const speakerOf = (desk: Desk, text: string, { person }: Speaker = {}) =>
  personOf(desk, person ? desk.site.people.all.indexOf(person) : text.length)

/** A person answers a post, or below a comment: threads are two deep. */
export function answerBy(desk: Desk, id: string, text: string, by: Speaker = {}): string {
  const above = desk.store.get('comments', id)
  const media = desk.store.get('media', above?.media ?? id)
  if (!media) throw new Error(`nothing stands at ${id}`)
  const at = (by.at ?? desk.ground.now()).toISOString()
  const parent = above ? { parent: above.parent ?? above.id } : {}
  return addComment(desk, media, { from: speakerOf(desk, text, by), text, at, ...parent }).id
}

export const answered = (desk: Desk, id: string): Answered | undefined =>
  answeredBy(
    {
      comments: desk.store.all('comments'),
      messages: desk.store.all('messages'),
      behind: (personId) => behind(desk, personId),
    },
    id,
  )
