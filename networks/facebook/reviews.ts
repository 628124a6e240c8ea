import type { JsonObject } from '../../kernel/json.ts'
import type { Call, Interaction } from '../contract.ts'
import { momentOf as momentIn, textOf } from '../families/graph-api/deliveries.ts'
import type { Shown } from '../families/graph-api/hear-on.ts'
import { listed, onward } from '../families/graph-api/paging.ts'
import { pageOf, wireOf } from './client.ts'
import type { Review } from './entities.ts'
import { momentOf } from './read-back.ts'

const fields = 'created_time,open_graph_story{id},rating,recommendation_type,review_text,reviewer{id,name}'

/** https://developers.facebook.com/docs/graph-api/reference/page/ratings/ (read 2026-11-22). */
export async function reviews(call: Call, after?: string): Promise<Shown[]> {
  const page = pageOf(call)
  const { items, cursor } = await listed<Review>(wireOf(call), `${page}/ratings`, { fields, limit: 25 }, after)
  const told = items.map((one) =>
    reviewOf({
      story: one.open_graph_story?.id ?? '',
      at: momentOf(one.created_time),
      person: one.reviewer?.id ?? '',
      name: one.reviewer?.name ?? '',
      text: one.review_text ?? '',
      stars: starsOf(one.rating, one.recommendation_type),
    }),
  )
  return [{ items: told, last: told.at(-1), ...onward('ratings', page, cursor) }]
}

/** One as a delivery of `ratings` tells it: https://developers.facebook.com/docs/graph-api/webhooks/reference/page/ (read 2026-11-22). */
export function reviewIn(value: JsonObject): Interaction | undefined {
  const verb = textOf(value.verb)
  if (value.item !== 'rating' || !['add', 'edit', 'edited', 'remove'].includes(verb)) return undefined
  const told = reviewOf({
    story: textOf(value.open_graph_story_id),
    at: momentIn(value.created_time),
    person: textOf(value.reviewer_id),
    name: textOf(value.reviewer_name),
    text: textOf(value.review_text),
    stars: starsOf(value.rating, value.recommendation_type),
  })
  return {
    ...told,
    ...(verb.startsWith('edit') ? { edited: true } : {}),
    ...(verb === 'remove' ? { deleted: true } : {}),
  }
}

type Told = { story: string; at: Date; person: string; name: string; text: string; stars: number | undefined }

/** A review without a story is known by who wrote it: a person has one for each page. */
function reviewOf({ story, at, person, name, text, stars }: Told): Interaction {
  const id = story || `review-${person || at.getTime()}`
  const known = person || 'unknown'
  return {
    id,
    kind: 'review',
    at,
    author: { id: known, handle: name || known, name: name || known },
    text,
    under: { id },
    media: [],
    ...(stars === undefined ? {} : { rating: stars }),
  }
}

/** Stars are from before 2018; since then a page is recommended or not. */
function starsOf(rating: unknown, recommended: unknown): number | undefined {
  if (typeof rating === 'number' && rating >= 1) return rating
  const type = textOf(typeof recommended === 'string' ? recommended : undefined).toLowerCase()
  return type === 'positive' ? 5 : type === 'negative' ? 1 : undefined
}
