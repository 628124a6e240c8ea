import type { z } from 'zod'
import { badField, conflict } from '../../kernel/failure.ts'
import type { NetworkedWorld } from '../../networks/world.ts'
import { brandOf, slotsOf } from '../brand/index.ts'
import { changePost, planOf, postOf, publicationsOfPosts } from '../content/index.ts'
import { schedulePosts } from '../publishing/index.ts'
import type { Caller } from '../team/index.ts'
import { wordsIn } from '../team/index.ts'
import type { Moved } from './api.ts'
import { nextFreeSlot } from './free-slot.ts'
import { hintsOf } from './hints.ts'
import { plannedBetween } from './store.ts'

type Wish = { wall: string; zone: string }
const dayMs = 86_400_000

/** What a drag does: a draft gets the plan, and what is already planned for its accounts moves along. */
export async function movePost(
  world: NetworkedWorld,
  caller: Caller,
  brandId: string,
  postId: string,
  plan: Wish,
): Promise<z.infer<typeof Moved>> {
  const publications = (await publicationsOfPosts.ask()(world.db, [postId])).get(postId) ?? []
  const planned = publications.filter((one) => one.state === 'planned').map((one) => one.accountId)
  if (planned.length === 0 && publications.some((one) => one.state === 'published'))
    throw conflict('planning.alreadyOut')
  if (planned.length > 0) await schedulePosts(world, caller, brandId, [{ postId, plan, accountIds: planned }])
  const { version } = await postOf(world.db, brandId, postId)
  const changed = await changePost(world, caller, brandId, postId, { version, changes: { plan } })
  const shown = planOf(changed.row, changed.resolved)
  if (!shown) throw badField('plan', 'planning.noDate')
  return {
    plan: shown,
    publications: (await publicationsOfPosts.ask()(world.db, [postId])).get(postId) ?? [],
    warnings: await warningsFor(world, caller, brandId, postId, new Date(shown.at)),
  }
}

/** Into the next slot that is free for all accounts of the post. Throws 409 `planning.noFreeSlot` with what to do. */
export async function enqueuePost(
  world: NetworkedWorld,
  caller: Caller,
  brandId: string,
  postId: string,
): Promise<z.infer<typeof Moved>> {
  const post = await postOf(world.db, brandId, postId)
  const brand = await brandOf(world.db, brandId)
  const now = world.clock.now()
  const taken = await plannedBetween(world.db, [brandId], now, new Date(now.getTime() + 366 * dayMs))
  const others = taken.filter((one) => one.postId !== postId)
  const slot = nextFreeSlot(await slotsOf(world.db, brandId), others, post, brand.zone, now)
  if (!slot) throw conflict('planning.noFreeSlot')
  return movePost(world, caller, brandId, postId, slot)
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
