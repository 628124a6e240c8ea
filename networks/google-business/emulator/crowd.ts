import type { Answered } from '../../lab/deeds.ts'
import type { Speaker } from '../../lab/network.ts'
import type { Maps } from './maps.ts'
import { starNames } from './stars.ts'
import type { EmPlace, EmReview } from './state.ts'

/** Reviews of a place: those that were written, and what people who saw its posts say of it, each person once. */
export function reviewsOf(maps: Maps, place: EmPlace): EmReview[] {
  const { state } = maps
  const written = [...state.reviews.values()].filter((one) => one.place === place.name)
  const known = new Set(written.map((one) => one.name))
  return [...written, ...imagined(maps, place).filter((one) => !known.has(one.name))]
}

const replied = /\/reply$/

const reviewUnder = (maps: Maps, name: string): EmReview | undefined => {
  const review = name.replace(replied, '')
  const place = maps.state.places.get(review.split('/').slice(0, 4).join('/'))
  return replied.test(name) && place ? reviewsOf(maps, place).find((one) => one.name === review) : undefined
}

/** Whose review the place answered. */
export function answered(maps: Maps, name: string): Answered | undefined {
  const review = reviewUnder(maps, name)
  const person = maps.site.people.all.find((one) => one.name === review?.author)
  return review && person && { id: review.name, person, text: review.comment, at: new Date(review.changedAt) }
}

/** A person has one review of a place: who goes on after an answer changes it. */
export function addToReview(maps: Maps, name: string, text: string, { at = maps.now() }: Speaker): string {
  const review = reviewUnder(maps, name)
  if (!review) throw new Error(`nobody was answered at ${name}`)
  const comment = [review.comment, text].filter(Boolean).join('\n\n')
  maps.commit({ put: 'review', review: { ...review, comment, changedAt: at.toISOString() } })
  return review.name
}

function imagined({ state, site, now }: Maps, place: EmPlace): EmReview[] {
  const reviews = new Map<string, EmReview>()
  for (const post of state.posts.values()) {
    if (post.place !== place.name) continue
    const at = new Date(post.createTime ?? 0)
    const seen = {
      key: `place ${place.person} ${post.n}`,
      text: post.summary ?? '',
      language: post.languageCode,
      at,
      media: false,
    }
    for (const reaction of site.people.reactionsTo(seen, now())) {
      if (reaction.kind !== 'comment' || reviews.has(reaction.person.id)) continue
      const moment = reaction.at.toISOString()
      reviews.set(reaction.person.id, {
        name: `${place.name}/reviews/by-${reaction.person.id}`,
        place: place.name,
        author: reaction.person.name,
        stars: starNames[reaction.person.followers % 3 === 0 ? 2 : 4] ?? 'FIVE',
        comment: reaction.text,
        at: moment,
        changedAt: moment,
      })
    }
  }
  return [...reviews.values()]
}
