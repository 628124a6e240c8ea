import type { z } from 'zod'
import { conflict } from '../../kernel/failure.ts'
import { wallAt } from '../../kernel/wall-time.ts'
import type { World } from '../../kernel/world.ts'
import { decideHeld, endHold, type Held, type HeldDecision, heldBy, standingHold } from '../publishing/index.ts'
import type { Caller } from '../team/index.ts'
import type { ResumePosts } from './api.ts'
import { type OfCrisis, tellCrisis, writeCrisis } from './write-crisis.ts'

type Wishes = z.output<typeof ResumePosts>

/** Single decisions first, then what is said of all the others; when nothing is held any more the pause is over. */
export const resumePosts = (world: World, caller: Caller, of: OfCrisis, wishes: Wishes): Promise<void> =>
  writeCrisis(world, of, async (tx, _row, at) => {
    const hold = await standingHold(tx, of.brandId)
    if (!hold) throw conflict('publishing.notHeld')
    const held = (await heldBy(tx, hold.id)).filter((one) => one.held)
    const decisions = decisionsOn(held, wishes, at)
    if (decisions.length > 0) await decideHeld(tx, { brandId: of.brandId, by: caller, decisions, at })
    const count = (what: HeldDecision['do']) => decisions.filter((one) => one.do === what).length
    const payload = { gone: count('go'), moved: count('move'), cancelled: count('cancel') }
    const isOver = held.every((one) => decisions.some(({ publicationId }) => publicationId === one.id))
    if (isOver) await endHold(tx, of.brandId, at)
    await tellCrisis(tx, { ...of, by: caller, at }, isOver ? 'resumed' : 'decided', payload)
  })

/** What becomes of each that is held; those of whom nothing is wished are left out, and stay held. */
export function decisionsOn(held: Held[], { decisions, ahead, passed }: Wishes, now: Date): HeldDecision[] {
  const single = new Set(decisions.map((one) => one.publicationId))
  const others = held.filter((one) => !single.has(one.id))
  return [...decisions, ...others.flatMap((one) => decisionOn(one, one.dueAt < now ? passed : ahead, now))]
}

function decisionOn({ id, wall, zone }: Held, wish: Wishes['ahead'] | Wishes['passed'], now: Date): HeldDecision[] {
  if (wish === 'keep') return []
  if (wish === 'cancel') return [{ publicationId: id, do: 'cancel' }]
  if (wish === 'tomorrow') return [{ publicationId: id, do: 'move', wall: nextDayAt(wall, zone, now), zone }]
  return [{ publicationId: id, do: 'go' }]
}

/** The same time of day on the first day on which it is still to come. */
export function nextDayAt(wall: string, zone: string, now: Date): string {
  const [today = '', clock = ''] = wallAt(now, zone).split('T')
  const time = wall.split('T')[1] ?? ''
  if (time.slice(0, 5) > clock.slice(0, 5)) return `${today}T${time}`
  const next = new Date(`${today}T12:00:00Z`)
  next.setUTCDate(next.getUTCDate() + 1)
  return `${next.toISOString().slice(0, 10)}T${time}`
}
