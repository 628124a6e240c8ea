import { z } from 'zod'
import { badField } from '../../kernel/failure.ts'
import { brandOf } from '../brand/index.ts'
import { Id } from '../team/api.ts'
import { type Caller, mayIn, type Route, route, wordsIn } from '../team/index.ts'
import { Calendar, CalendarQuery, Hints, Moved, MovePost } from './api.ts'
import { writtenCalendar } from './calendar-entries.ts'
import { hintsOf } from './hints.ts'
import { enqueuePost, movePost, rulesOf } from './move-post.ts'
import { plannedBetween } from './store.ts'

const tag = 'Calendar'
const OfPost = z.object({ brandId: Id, postId: Id })
const most = 20_000
const mostDays = 400

export const calendarRoutes: Route[] = [
  route({
    method: 'GET',
    path: '/api/calendar',
    summary: 'What stands on the calendar, over all brands the caller may see',
    tag,
    access: { kind: 'session' },
    query: CalendarQuery,
    answer: Calendar,
    handle: async ({ world, caller, query }) => {
      const { from, to } = stretchOf(query)
      const wish = {
        accountIds: listed(query.accounts),
        rubricIds: listed(query.rubrics),
        states: listed(query.states),
      }
      const brandIds = seenBrands(caller, query.brands)
      return { written: await writtenCalendar(world.pool, { brandIds, from, to, most, ...wish }) }
    },
  }),
  route({
    method: 'GET',
    path: '/api/calendar/hints',
    summary: 'Gaps, clashes, posts too close to each other or in quiet hours',
    tag,
    access: { kind: 'session' },
    query: CalendarQuery.pick({ from: true, to: true, brands: true }),
    answer: Hints,
    handle: async ({ world, caller, query, locale }) => {
      const stretch = stretchOf(query)
      const brandIds = seenBrands(caller, query.brands)
      const posts = await plannedBetween(world.db, brandIds, stretch.from, stretch.to)
      const words = wordsIn(locale)
      const brands = await Promise.all(brandIds.map((id) => brandOf(world.db, id)))
      const found = brands.flatMap((brand) =>
        hintsOf(
          posts.filter((post) => post.brandId === brand.id),
          rulesOf(brand),
          stretch,
        ),
      )
      return {
        hints: found.slice(0, 1000).map((hint) => ({
          ...hint,
          at: hint.at.toISOString(),
          until: hint.until?.toISOString() ?? null,
          message: words.say(`planning.hint.${hint.kind}`),
        })),
      }
    },
  }),
  route({
    method: 'POST',
    path: '/api/brands/:brandId/posts/:postId/plan',
    summary: 'Move a post, its publications with it',
    tag,
    access: { kind: 'brand', role: 'author' },
    params: OfPost,
    body: MovePost,
    answer: Moved,
    handle: ({ world, caller, params, body }) => movePost(world, caller, params.brandId, params.postId, body.plan),
  }),
  route({
    method: 'POST',
    path: '/api/brands/:brandId/posts/:postId/enqueue',
    summary: 'Into the next free slot of the queue',
    tag,
    access: { kind: 'brand', role: 'editor' },
    params: OfPost,
    answer: Moved,
    handle: ({ world, caller, params }) => enqueuePost(world, caller, params.brandId, params.postId),
  }),
]

const listed = (ids: string | undefined) => (ids ? ids.split(',').filter(Boolean) : undefined)

/** Brands asked for, or all; those the caller may not read are left out as if they were not there. */
function seenBrands(caller: Caller, wanted: string | undefined): string[] {
  const asked = listed(wanted) ?? [...caller.brands.keys()]
  return asked.filter((id) => mayIn(caller, id, 'viewer'))
}

function stretchOf(query: { from: string; to: string }): { from: Date; to: Date } {
  const [from, to] = [new Date(query.from), new Date(query.to)]
  if (to <= from) throw badField('to', 'planning.badStretch')
  if (to.getTime() - from.getTime() > mostDays * 86_400_000)
    throw badField('to', 'planning.longStretch', { days: mostDays })
  return { from, to }
}
