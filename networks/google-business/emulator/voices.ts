import { Refused } from '../../families/google-api/emulator.ts'
import type { LabRequest } from '../../lab/lab.ts'
import { reviewsOf } from './crowd.ts'
import { type Maps, paged } from './maps.ts'
import { starNames } from './stars.ts'
import type { EmPlace, EmQuestion, EmReview } from './state.ts'

const base = '/v4/accounts/:account/locations/:location/reviews'
const missing = () => new Refused(404, 'NOT_FOUND', 'Requested entity was not found.')
const newest = (a: { changedAt: string }, b: { changedAt: string }) => Date.parse(b.changedAt) - Date.parse(a.changedAt)

/** Reviews: https://developers.google.com/my-business/reference/rest/v4/accounts.locations.reviews (read 2026-11-22). */
export function reviewOperations(maps: Maps): void {
  const { on, commit } = maps
  const reviewIn = ({ params }: LabRequest, place: EmPlace): EmReview => {
    const review = reviewsOf(maps, place).find((one) => one.name === `${place.name}/reviews/${params.review ?? ''}`)
    if (!review) throw missing()
    return review
  }
  on('GET', base, (request, { place }) => {
    const all = reviewsOf(maps, place()).reverse().sort(newest)
    const { items, next } = paged(all, request, 50, 50)
    const average = all.reduce((sum, one) => sum + starNames.indexOf(one.stars) + 1, 0) / Math.max(1, all.length)
    const json = { reviews: items.map(reviewJson), averageRating: average, totalReviewCount: all.length, ...next }
    return { status: 200, json }
  })
  on('GET', `${base}/:review`, (request, { place }) => ({ status: 200, json: reviewJson(reviewIn(request, place())) }))
  on('PUT', `${base}/:review/reply`, (request, { place }) => {
    const at = place()
    const before = reviewIn(request, at)
    const { comment = '' } = request.body as { comment?: string }
    if (comment.trim() === '' || Buffer.byteLength(comment) > 4096)
      throw new Refused(400, 'INVALID_ARGUMENT', 'A reply takes 1 to 4096 bytes.')
    const reply = { comment, at: maps.now().toISOString() }
    const kind = before.reply ? 'edit' : 'comment'
    commit(
      { put: 'review', review: { ...before, reply } },
      { account: at.person, kind, objectId: `${before.name}/reply`, text: comment },
    )
    return { status: 200, json: { comment, updateTime: reply.at } }
  })
  on('DELETE', `${base}/:review/reply`, (request, { place }) => {
    const at = place()
    const { reply, ...review } = reviewIn(request, at)
    if (!reply) throw missing()
    commit({ put: 'review', review }, { account: at.person, kind: 'remove', objectId: `${review.name}/reply` })
    return { status: 200, json: {} }
  })
}

const reviewJson = (review: EmReview) => ({
  name: review.name,
  reviewId: review.name.split('/').at(-1),
  reviewer: { displayName: review.author, profilePhotoUrl: 'https://lh3.googleusercontent.com/a/photo' },
  starRating: review.stars,
  ...(review.comment ? { comment: review.comment } : {}),
  createTime: review.at,
  updateTime: review.changedAt,
  ...(review.reply ? { reviewReply: { comment: review.reply.comment, updateTime: review.reply.at } } : {}),
})

/** Questions: the discovery document of mybusinessqanda v1. */
export function questionOperations(maps: Maps): void {
  const { on, state, commit } = maps
  const questions = '/v1/locations/:location/questions'
  const questionIn = ({ params }: LabRequest): EmQuestion => {
    const found = state.questions.get(`locations/${params.location}/questions/${params.question}`)
    if (!found) throw missing()
    return found
  }
  on('GET', questions, (request, { place }) => {
    const all = [...state.questions.values()].filter((one) => one.place === place().name).reverse()
    const { items, next } = paged(all, request, 10, 10)
    return { status: 200, json: { questions: items.map(questionJson), totalSize: all.length, ...next } }
  })
  on('POST', `${questions}/:question/*act`, (request, { place }) => {
    const at = place()
    const before = questionIn(request)
    const { answer } = request.body as { answer?: { text?: string } }
    const text = answer?.text ?? ''
    if (text.trim() === '' || text.length > 1000)
      throw new Refused(400, 'INVALID_ARGUMENT', 'An answer takes 1 to 1000 characters.')
    const question = { ...before, answer: { text, at: maps.now().toISOString() } }
    const kind = before.answer ? 'edit' : 'comment'
    commit({ put: 'question', question }, { account: at.person, kind, objectId: answerName(before), text })
    return { status: 200, json: answerJson(question) }
  })
  on('DELETE', `${questions}/:question/*act`, (request, { place }) => {
    const at = place()
    const { answer, ...question } = questionIn(request)
    if (!answer) throw missing()
    commit({ put: 'question', question }, { account: at.person, kind: 'remove', objectId: answerName(question) })
    return { status: 200, json: {} }
  })
}

const answerName = (question: Pick<EmQuestion, 'name'>) => `${question.name}/answers/own`

function answerJson(question: EmQuestion) {
  const at = question.answer?.at ?? question.at
  return {
    name: answerName(question),
    author: { displayName: 'Owner', type: 'MERCHANT' },
    upvoteCount: 0,
    text: question.answer?.text ?? '',
    createTime: at,
    updateTime: at,
  }
}

const questionJson = (question: EmQuestion) => ({
  name: question.name,
  author: { displayName: question.author, type: 'REGULAR_USER' },
  upvoteCount: 0,
  text: question.text,
  createTime: question.at,
  updateTime: question.at,
  totalAnswerCount: question.answer ? 1 : 0,
  ...(question.answer ? { topAnswers: [answerJson(question)] } : {}),
})
