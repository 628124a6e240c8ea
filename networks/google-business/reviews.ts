import { NetworkFailure } from '../../kernel/failure.ts'
import type { Call, Inbox, Interaction, Moderate, Step } from '../contract.ts'
import { heardSince } from '../families/newest-first/heard-since.ts'
import { plainText } from '../rich-text.ts'
import { readPages, send } from './client.ts'
import { answerStep, isQuestion, questionsOf, removeAnswer } from './questions.ts'
import type { Review } from './resources.ts'

const stars = ['ONE', 'TWO', 'THREE', 'FOUR', 'FIVE']
const replyOf = (review: string) => `${review}/reply`

/** Reviews with their stars, and questions; the place's own answers come as its own words. */
export const inbox: Inbox = {
  kinds: ['review', 'comment', 'reply'],
  poll: async (call, cursor) => {
    const path = `${call.account.remoteId}/reviews`
    const query = { pageSize: 50, orderBy: 'updateTime desc' }
    const reviews = await readPages<Review>(call, 'v4', path, 'reviews', query, cursor ? 2 : 1)
    const spoken = [...reviews.flatMap((review) => interactionsOf(review, call)), ...(await questionsOf(call))]
    const told = spoken.map((what) => ({ what, at: changedAt(what) }))
    const { items, cursor: next } = heardSince(
      cursor,
      told,
      ({ what, at }) => `${what.id} ${at.toISOString()}`,
      ({ at }) => at,
    )
    return { items: items.map(({ what }) => what), cursor: next }
  },
  reply: (to, text) => (isQuestion(to) ? answerStep(to, text) : replyStep(to, text)),
}

const changedAt = ({ raw, at }: Interaction) => {
  const told = typeof raw === 'object' && raw !== null && !Array.isArray(raw) ? raw.changed : undefined
  return typeof told === 'string' ? new Date(told) : at
}

function interactionsOf(review: Review, call: Call): Interaction[] {
  const rating = stars.indexOf(review.starRating ?? '') + 1
  const name = review.reviewer?.isAnonymous ? '' : (review.reviewer?.displayName ?? '')
  const said: Interaction = {
    id: review.name,
    kind: 'review',
    at: new Date(review.createTime),
    author: {
      id: `reviewer-${review.reviewId}`,
      handle: name || review.reviewId,
      name: name || 'Google',
      ...(review.reviewer?.profilePhotoUrl ? { avatarUrl: review.reviewer.profilePhotoUrl } : {}),
    },
    text: originalOf(review.comment ?? ''),
    media: [],
    ...(rating > 0 ? { rating } : {}),
    ...(review.updateTime !== review.createTime ? { edited: true } : {}),
    raw: { changed: review.updateTime },
  }
  const { reviewReply } = review
  if (!reviewReply) return [said]
  const own: Interaction = {
    id: replyOf(review.name),
    kind: 'reply',
    at: new Date(reviewReply.updateTime),
    author: { id: call.account.remoteId, handle: call.account.handle, name: call.account.handle },
    text: reviewReply.comment,
    replyTo: review.name,
    media: [],
    own: true,
    raw: { changed: reviewReply.updateTime },
  }
  return [own, said]
}

/** Foreign reviews come with a translation around the words as they were written. */
function originalOf(comment: string): string {
  const parts = /^\(Translated by Google\)[\s\S]*?\(Original\)\s*([\s\S]*)$/.exec(comment)
  const first = /^([\s\S]*?)\s*\(Translated by Google\)[\s\S]*$/.exec(comment)
  return (parts?.[1] ?? first?.[1] ?? comment).trim()
}

/** A review has one answer: writing it twice leaves one. */
function replyStep(to: Interaction, text: string): Step {
  const comment = plainText(text)
  return {
    name: 'post',
    role: 'post',
    again: { way: 'look-first' },
    run: async (call) => {
      if (bytesOf(comment) > 4096) throw new NetworkFailure('rejected', 'an answer may take 4096 bytes')
      await send(call, 'v4', replyOf(to.id), { method: 'PUT', json: { comment }, writes: true }).then((answer) => {
        if (typeof answer.json<{ comment?: string } | null>()?.comment !== 'string')
          throw new NetworkFailure('unknown-outcome', 'the answer does not tell what stands')
      })
      return { ref: { id: replyOf(to.id) } }
    },
    find: async (call) => {
      const answer = await send(call, 'v4', to.id, { fine: [404] })
      const stands = answer.status === 200 ? answer.json<Review>().reviewReply?.comment : undefined
      return stands === comment
        ? { found: true, result: { ref: { id: replyOf(to.id) } } }
        : { found: false, sure: true }
    },
  }
}

const bytesOf = (text: string) => new TextEncoder().encode(text).length

export const moderate: Moderate = {
  /** Only the place's own answer: reviews of others are reported to Google by a person. */
  delete: async (call, what) => {
    if (isQuestion(what) && what.own) return removeAnswer(call, what)
    if (!what.id.endsWith('/reply'))
      throw new NetworkFailure('rejected', 'what others wrote can only be deleted by them')
    await send(call, 'v4', what.id, { method: 'DELETE', fine: [404] })
  },
}
