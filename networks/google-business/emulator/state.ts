import { applyGrant, type GrantEvent, type Grants, noGrants } from '../../families/oauth2/grant-door.ts'
import type { LocalPost } from '../resources.ts'

export type EmPlace = {
  /** `accounts/1/locations/2`. */
  name: string
  /** Whose sign-in manages it. */
  person: string
  title: string
  street: string
  language: string
  canPost: boolean
}
export type EmPost = LocalPost & { name: string; place: string; n: number; liveAt: string; rejected: boolean }
export type EmReview = {
  name: string
  place: string
  author: string
  stars: string
  comment: string
  at: string
  changedAt: string
  reply?: { comment: string; at: string }
}
export type EmQuestion = { name: string; place: string; author: string; text: string; at: string; answer?: EmAnswer }
type EmAnswer = { text: string; at: string }

export type State = {
  places: Map<string, EmPlace>
  posts: Map<string, EmPost>
  reviews: Map<string, EmReview>
  questions: Map<string, EmQuestion>
  grants: Grants
}
export type Event =
  | GrantEvent
  | { put: 'place'; place: EmPlace }
  | { put: 'post'; post: EmPost }
  | { put: 'review'; review: EmReview }
  | { put: 'question'; question: EmQuestion }
  | { drop: 'post' | 'place'; name: string }

export const emptyState = (): State => ({
  places: new Map(),
  posts: new Map(),
  reviews: new Map(),
  questions: new Map(),
  grants: noGrants(),
})

export function apply(state: State, event: Event): void {
  if ('grant' in event) applyGrant(state.grants, event)
  else if ('drop' in event) (event.drop === 'post' ? state.posts : state.places).delete(event.name)
  else if (event.put === 'place') state.places.set(event.place.name, event.place)
  else if (event.put === 'post') state.posts.set(event.post.name, event.post)
  else if (event.put === 'review') state.reviews.set(event.review.name, event.review)
  else state.questions.set(event.question.name, event.question)
}
