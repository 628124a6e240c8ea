import type { Answered } from '../../../lab/deeds.ts'
import type { LabPerson } from '../../../lab/people.ts'
import type { MessageRow } from './conversations.ts'

type Comment = { id: string; parent: string | null; from: { id: string }; text: string; at: string }
type Heard = { comments: Comment[]; messages: MessageRow[]; behind: (id: string) => LabPerson | undefined }
type Comments = {
  all: (kind: 'comments') => { id: string; parent: string | null }[]
  drop: (kind: 'comments', id: string) => void
}

/** With a comment go the answers below it. */
export function takeBack(store: Comments, id: string): void {
  for (const one of store.all('comments').filter((comment) => comment.parent === id)) store.drop('comments', one.id)
  store.drop('comments', id)
}

/** Whom the place answered by this comment or message. Below a comment it is the last person of the thread. */
export function answeredBy({ comments, messages, behind }: Heard, id: string): Answered | undefined {
  const parent = comments.find((one) => one.id === id)?.parent
  if (parent) {
    const thread = comments.filter((one) => one.id === parent || one.parent === parent)
    const before = lastBefore(thread, id, (one) => behind(one.from.id) !== undefined)
    const person = before && behind(before.from.id)
    return person && { id: before.id, person, text: before.text, at: new Date(before.at) }
  }
  const message = messages.find((one) => one.id === id)
  const person = message && behind(message.to.id)
  if (!person) return undefined
  const thread = messages.filter((one) => one.thread === message.thread)
  const last = lastBefore(thread, id, (one) => one.from.id === message.to.id)
  return { id, person, text: last?.text ?? '', at: new Date(last?.at ?? message.at) }
}

const lastBefore = <T extends { id: string }>(said: T[], id: string, is: (one: T) => boolean): T | undefined =>
  said
    .slice(
      0,
      said.findIndex((one) => one.id === id),
    )
    .findLast(is)
