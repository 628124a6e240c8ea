import type { DbOrTx } from '../../../kernel/db/tables.ts'
import { Refusal } from '../../../kernel/failure.ts'
import type { World } from '../../../kernel/world.ts'
import type { Heard, HeardPost } from '../sources/heard.ts'
import { readSegment, type Segment } from './segments.ts'

export type PastOf = { brandId: string; since: Date; until?: Date }

/** What a brand's intakes told lately, as it was left: the newest first, each post once, none that was deleted. */
export async function* pastPosts(
  world: Pick<World, 'db' | 'files' | 'log'>,
  of: PastOf,
  signal: AbortSignal,
): AsyncGenerator<{ intakeKey: string; posts: HeardPost[]; looked: number }> {
  const gone = new Set<string>()
  for await (const segment of segmentsOf(world.db, of))
    for await (const heard of piecesOf(world, segment)) {
      if (signal.aborted) return
      yield { intakeKey: segment.intakeKey, posts: standing(heard, gone), looked: heard.length }
    }
}

/** How many things were told since then. */
export async function countPast(db: DbOrTx, { brandId, since }: PastOf): Promise<number> {
  const counted = await listenedTo(db, brandId)
    .select((is) => is.fn.sum<string | null>('segment.posts').as('posts'))
    .where('segment.toAt', '>=', since)
    .executeTakeFirst()
  return Number(counted?.posts ?? 0)
}

const listenedTo = (db: DbOrTx, brandId: string) =>
  db
    .selectFrom('listeningSegment as segment')
    .where('segment.intakeKey', 'in', (sub) =>
      sub
        .selectFrom('listeningSource')
        .select('intakeKey')
        .where('brandId', '=', brandId)
        .where('deletedAt', 'is', null),
    )

async function* segmentsOf(db: DbOrTx, { brandId, since, until }: PastOf): AsyncGenerator<Segment> {
  let before: Segment | undefined
  do {
    let wanted = listenedTo(db, brandId)
      .selectAll('segment')
      .where('segment.toAt', '>=', since)
      .orderBy('segment.toAt', 'desc')
      .orderBy('segment.id', 'desc')
      .limit(50)
    if (until) wanted = wanted.where('segment.fromAt', '<=', until)
    const last = before
    if (last)
      wanted = wanted.where((is) =>
        is.or([
          is('segment.toAt', '<', last.toAt),
          is.and([is('segment.toAt', '=', last.toAt), is('segment.id', '<', last.id)]),
        ]),
      )
    const page = await wanted.execute()
    yield* page
    before = page.at(-1)
  } while (before)
}

/** What was forgotten while it was read is no trouble. */
async function* piecesOf(world: Pick<World, 'files' | 'log'>, segment: Segment): AsyncGenerator<Heard[]> {
  try {
    yield* readSegment(world, segment)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    world.log.info({ segment: segment.id }, 'a part of the past was forgotten while it was read')
  }
}

/** From the last on: what comes later stands over what came before. */
function standing(heard: readonly Heard[], gone: Set<string>): HeardPost[] {
  const posts: HeardPost[] = []
  for (const one of heard.toReversed()) {
    if (one.what === 'author-deleted') gone.add(`by ${one.authorKey}`)
    else if (one.what === 'deleted') gone.add(one.authorKey === undefined ? one.key : `${one.key} by ${one.authorKey}`)
    else if (!isGone(one.post, gone)) {
      if (one.what === 'edited') gone.add(one.post.key)
      posts.push(one.post)
    }
  }
  return posts
}

const isGone = ({ key, author }: HeardPost, gone: Set<string>) =>
  gone.has(key) || gone.has(`by ${author.key}`) || gone.has(`${key} by ${author.key}`)
