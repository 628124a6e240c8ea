import type { Pool } from 'pg'
import type { z } from 'zod'
import { publicationStates } from '../publishing/api.ts'
import type { Calendar, CalendarGroup } from './api.ts'

export type CalendarWish = {
  brandIds: string[]
  from: Date
  to: Date
  accountIds?: string[]
  rubricIds?: string[]
  states?: string[]
  most: number
}

/** The filter names its values by place: brands, from, to, accounts, rubrics. Of one brand posts come in order by their index. */
const onCalendar = (brands: readonly string[]) => `deleted_at is null
  and ${brands.length === 1 ? 'brand_id = ($1::text[])[1]' : 'brand_id = any($1)'} and plan_at >= $2 and plan_at < $3
  and ($4::text[] is null or account_ids && $4) and ($5::text[] is null or rubric_id = any($5))`

/** All of them in one value: ten thousand rows cost the reader more than the database. Cards hold no control characters but the separator of units. */
const postsQuery = (brands: readonly string[]) => `
  select string_agg(calendar_card, E'\\x1e')
  from (select calendar_card from post where ${onCalendar(brands)} order by plan_at, id limit $6) as shown`

/** A row for each state, with all its posts: a row for each post costs twice as much. */
const statesQuery = (brands: readonly string[]) => `
  select state, string_agg(post_id, ' ')
  from publication where post_id in (select id from post where ${onCalendar(brands)}) group by state`

/** With a wish for states, which are known only afterwards, at most so many posts are looked at. */
const mostLookedAt = 200_000

/**
 * What stands on the calendar of these brands, in order, as the JSON of `Calendar`; `truncated` when more than `most` do.
 * It is put together from pieces the database keeps as JSON, since making ten thousand objects and writing them takes longer
 * than finding them. Posts and the states of their publications are asked for at the same time: joining ten thousand costs
 * more than both. The statements have no names: planned once for any brand and month, they take seconds where thousands of
 * posts stand.
 */
export async function writtenCalendar(pool: Pool, wish: CalendarWish): Promise<string> {
  const filter = [wish.brandIds, wish.from, wish.to, wish.accountIds ?? null, wish.rubricIds ?? null]
  const most = wish.states ? mostLookedAt : wish.most + 1
  const ask = { rowMode: 'array' } as const
  const [posts, states] = await Promise.all([
    pool.query<[string | null]>({ ...ask, text: postsQuery(wish.brandIds), values: [...filter, most] }),
    pool.query<[state: string, postIds: string]>({ ...ask, text: statesQuery(wish.brandIds), values: filter }),
  ])
  return writtenFrom(posts.rows[0]?.[0] || undefined, worstOfEach(new Map(states.rows)), wish)
}

function writtenFrom(posts: string | undefined, stateOf: Map<string, string>, wish: CalendarWish): string {
  const groups = new Map<string, number>()
  const entries: string[] = []
  for (const card of posts?.split('\u001e') ?? []) {
    const cut = card.indexOf('\u001f')
    const state = seen(stateOf.get(card.slice(cut + idBegins, cut + idEnds)) ?? 'draft')
    if (wish.states && !wish.states.includes(state)) continue
    const shared = card.slice(0, cut)
    const group = groups.get(shared) ?? groups.size
    groups.set(shared, group)
    entries.push(`${card.slice(cut + 1)},"group":${group},"state":"${state}"}`)
    if (entries.length > wish.most) break
  }
  const told: z.infer<typeof CalendarGroup>[] = [...groups.keys()].map(groupOf)
  const truncated = entries.length > wish.most
  return `{"groups":${JSON.stringify(told)},"entries":[${entries.slice(0, wish.most).join(',')}],"truncated":${truncated}}`
}

/** After the separator a card begins with the post's id. */
const idBegins = '|{"postId":"'.length
const idEnds = idBegins + 36

function worstOfEach(postIds: Map<string, string>): Map<string, string> {
  const worst = new Map<string, string>()
  for (const state of publicationStates.toReversed())
    for (const id of postIds.get(state)?.split(' ') ?? []) worst.set(id, state)
  return worst
}

type State = z.infer<typeof Calendar>['entries'][number]['state']
const seen = (state: string) => (state === 'removing' ? 'published' : state) as State

function groupOf(shared: string): z.infer<typeof CalendarGroup> {
  const [brandId = '', zone = '', ...accountIds] = shared.split(' ').filter(Boolean)
  return { brandId, zone, accountIds }
}
