import { setImmediate as othersTurn } from 'node:timers/promises'
import type { World } from '../../../kernel/world.ts'
import { pastPosts } from '../past/past-posts.ts'
import type { PastPost } from './past-post.ts'

const pageOf = 250
const dayMs = 86_400_000

/** All that the brand's sources told lately, whether it concerned anybody or not, the newest first. */
export async function* toldPosts(
  world: Pick<World, 'db' | 'files' | 'log' | 'clock' | 'config'>,
  brandId: string,
  signal: AbortSignal,
): AsyncIterable<PastPost[]> {
  const since = new Date(world.clock.now().getTime() - world.config.listeningDays * dayMs)
  for await (const { posts } of pastPosts(world, { brandId, since }, signal))
    for (let from = 0; from < posts.length; from += pageOf) {
      yield posts.slice(from, from + pageOf)
      await othersTurn()
    }
}
