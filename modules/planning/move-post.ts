import type { z } from 'zod'
import { inTransaction } from '../../kernel/db/connect.ts'
import type { Tx } from '../../kernel/db/tables.ts'
import { badField, conflict } from '../../kernel/failure.ts'
import { resolveWall } from '../../kernel/wall-time.ts'
import type { NetworkedWorld } from '../../networks/world.ts'
import { brandOf, slotsOf } from '../brand/index.ts'
import { changePost, type PostRow, planOf, postOf, publicationsOfPosts } from '../content/index.ts'
import { schedulePostsIn } from '../publishing/index.ts'
import type { Caller } from '../team/index.ts'
import { wordsIn } from '../team/index.ts'
import type { Moved } from './api.ts'
import { nextFreeSlot } from './free-slot.ts'
import { hintsOf } from './hints.ts'
import { plannedBetween, takeTurnInQueue } from './store.ts'

type Wish = { wall: string; zone: string }
const dayMs = 86_400_000

/** What a drag does: the post gets the plan, and what of it is planned and has not gone out moves along. */
export async function movePost(
  world: NetworkedWorld,
  caller: Caller,
  brandId: string,
  postId: string,
  plan: Wish,
): Promise<z.infer<typeof Moved>> {
  const publications = (await publicationsOfPosts.ask()(world.db, [postId])).get(postId) ?? []
  if (publications.length > 0 && publications.every((one) => goneOut.has(one.state)))
    throw conflict('planning.alreadyOut')
  const { version } = await postOf(world.db, brandId, postId)
  const { row, resolved } = await changePost(world, caller, brandId, postId, { version, changes: { plan } })
  return movedAnswer(world, caller, row, resolved)
}

const goneOut = new Set(['published', 'removing', 'removed', 'unknown'])

/**
 * Scheduled into the next slot that is free for all accounts of the post: a brand's posts take their turns, so that no two
 * get the same one. Throws 409 `planning.noFreeSlot` with what to do.
 */
export async function enqueuePost(
  world: NetworkedWorld,
  caller: Caller,
  brandId: string,
  postId: string,
): Promise<z.infer<typeof Moved>> {
  const slot = await inTransaction(world.db, async (tx) => {
    await takeTurnInQueue(tx, brandId)
    const free = await freeSlotFor(tx, world, brandId, postId)
    await schedulePostsIn(tx, world, caller, brandId, [{ postId, plan: free }])
    return free
  })
  return movedAnswer(world, caller, await postOf(world.db, brandId, postId), resolveWall(slot.wall, slot.zone).resolved)
}

async function freeSlotFor(tx: Tx, world: NetworkedWorld, brandId: string, postId: string): Promise<Wish> {
  const post = await postOf(tx, brandId, postId)
  const brand = await brandOf(tx, brandId)
  const now = world.clock.now()
  const taken = await plannedBetween(tx, [brandId], now, new Date(now.getTime() + 366 * dayMs))
  const others = taken.filter((one) => one.postId !== postId)
  const slot = nextFreeSlot(await slotsOf(tx, brandId), others, post, brand.zone, now)
  if (!slot) throw conflict('planning.noFreeSlot')
  return slot
}

async function movedAnswer(
  world: NetworkedWorld,
  caller: Caller,
  post: PostRow,
  resolved: 'exact' | 'gap-moved-later' | 'overlap-first',
): Promise<z.infer<typeof Moved>> {
  const plan = planOf(post, resolved)
  if (!plan) throw badField('plan', 'planning.noDate')
  return {
    plan,
    publications: (await publicationsOfPosts.ask()(world.db, [post.id])).get(post.id) ?? [],
    warnings: await warningsFor(world, caller, post.brandId, post.id, new Date(plan.at)),
  }
}

/** Only what concerns this post: clashes, nearness, quiet hours. */
async function warningsFor(world: NetworkedWorld, caller: Caller, brandId: string, postId: string, at: Date) {
  const brand = await brandOf(world.db, brandId)
  const [from, to] = [new Date(at.getTime() - dayMs), new Date(at.getTime() + dayMs)]
  const around = await plannedBetween(world.db, [brandId], from, to)
  const words = wordsIn(caller.locale)
  return hintsOf(around, rulesOf(brand), { from, to })
    .filter((hint) => hint.postIds.includes(postId))
    .map(({ kind }) => ({ code: `planning.hint.${kind}`, message: words.say(`planning.hint.${kind}`) }))
}

export const rulesOf = (brand: Awaited<ReturnType<typeof brandOf>>) => ({
  ...{ brandId: brand.id, zone: brand.zone, minimumDistanceMinutes: brand.minimumDistanceMinutes },
  quietHours: brand.quietFrom && brand.quietTo ? { from: brand.quietFrom, to: brand.quietTo } : null,
})
