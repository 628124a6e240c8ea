import type { Db } from '../../kernel/db/tables.ts'
import type { Interaction } from '../../networks/contract.ts'

/** Always the same row of numbers in [0, 1) for a seed. */
export function drawn(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

export const shuffled = <T>(random: () => number, items: T[]): T[] =>
  items
    .map((item) => ({ item, place: random() }))
    .sort((a, b) => a.place - b.place)
    .map((one) => one.item)

/** Comments in threads under three posts, messages of several people, reviews; some edited, some deleted, some told in part. */
export function wholeTalk(random: () => number, now: Date): Interaction[] {
  const people = Array.from({ length: 6 }, (_, n) => ({ id: `p${n}`, handle: `@p${n}`, name: `Person ${n}` }))
  const any = <T>(of: T[]): T => of[Math.floor(random() * of.length)] as T
  const at = (n: number) => new Date(now.getTime() - 3_600_000 + n * 1_000)
  const us = { id: 'us', handle: '@us', name: 'Us' }
  const talk: Interaction[] = []
  const comments: Interaction[] = []
  for (let n = 0; n < 40; n++) {
    const post = `post${Math.floor(random() * 3)}`
    const before = comments.filter((one) => one.under?.id === post)
    const answered = before.length > 0 && random() < 0.6 ? any(before) : undefined
    const own = answered !== undefined && random() < 0.3
    const comment: Interaction = {
      ...{ id: `c${n}`, kind: answered ? 'reply' : 'comment', at: at(n), author: own ? us : any(people) },
      ...{ text: `Comment ${n}`, under: { id: post, url: `https://x.example/${post}` }, media: [], own },
      ...(answered ? { replyTo: answered.id } : random() < 0.5 ? { replyTo: post } : {}),
    }
    comments.push(comment)
    talk.push(comment)
    if (random() < 0.2) talk.push({ ...comment, kind: 'mention' })
    if (random() < 0.2) talk.push({ ...comment, text: `Comment ${n}, edited`, edited: true, editedAt: at(n + 100) })
    if (random() < 0.1) talk.push(goneOf(comment, at(n + 200)))
    if (random() < 0.2) talk.push({ ...comment, id: `like of c${n}`, kind: 'reaction', replyTo: comment.id, text: '❤' })
  }
  for (let n = 0; n < 15; n++) {
    const who = any(people)
    const own = random() < 0.3
    talk.push({
      ...{ id: `m${n}`, kind: 'message', at: at(n * 3), author: own ? us : who, own, text: `Message ${n}`, media: [] },
      under: { id: `chat of ${who.id}` },
    })
  }
  for (let n = 0; n < 4; n++) {
    const review: Interaction = {
      ...{ id: `r${n}`, kind: 'review', at: at(n), author: any(people), text: `Review ${n}`, media: [], rating: n + 1 },
    }
    talk.push(review)
    if (n % 2)
      talk.push({ ...review, id: `a${n}`, kind: 'reply', own: true, author: us, replyTo: review.id, at: at(n + 9) })
  }
  return talk
}

const goneOf = (one: Interaction, at: Date): Interaction => ({
  ...{ id: one.id, kind: one.kind, at, author: { id: '', handle: '', name: '' }, text: '', media: [], deleted: true },
})

/** All conversations of an account without what is different in every run, in the order of their members. */
export async function stateOf(db: Db, accountId: string): Promise<unknown[]> {
  const heard = await db
    .selectFrom('interaction')
    .select(['conversationId', 'kind', 'remoteId', 'text', 'at', 'edition', 'own', 'placed'])
    .where('accountId', '=', accountId)
    .orderBy('remoteId')
    .execute()
  const all = await db
    .selectFrom('conversation')
    .selectAll()
    .where('accountId', '=', accountId)
    .where('movedTo', 'is', null)
    .execute()
  const without = heard.filter((one) => one.conversationId === null)
  const conversations = all.map((one) => ({
    ...{ kind: one.kind, key: one.key, author: one.author, subject: one.subject, state: one.state, unread: one.unread },
    ...{ openedAt: one.openedAt, lastAt: one.lastAt, lastInAt: one.lastInAt, lastOutAt: one.lastOutAt },
    ...{ waitingSince: one.waitingSince, answeredAt: one.answeredAt, countIn: one.countIn, countOut: one.countOut },
    ...{ excerpt: one.excerpt, excerptOwn: one.excerptOwn, rating: one.rating },
    members: heard.filter((of) => of.conversationId === one.id).map(({ conversationId: _, ...of }) => of),
  }))
  return [without.map(({ conversationId: _, ...of }) => of), ...conversations.sort((a, b) => (a.key < b.key ? -1 : 1))]
}
