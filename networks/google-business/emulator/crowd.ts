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
