import type { DeskEvent } from '../../kernel/events.ts'
import type { NetworkedWorld } from '../../networks/world.ts'
import { type InteractionFacts, interactionsOf } from '../inbox/index.ts'
import { applyHit } from './apply-hit.ts'
import { asksOf, benchOf, deskFor, fillLately, isJudged, ownAuthorsOf } from './desk.ts'
import { factsFrom } from './facts-store.ts'
import { judge, readyRules } from './judge.ts'
import { Reading } from './reading.ts'
import { rulesOf } from './rule-store.ts'

/** Somebody said something: the brand's rules are judged in their order, and what hits is done. Told twice, it is done once. */
export async function judgeHeard(world: NetworkedWorld, event: DeskEvent): Promise<void> {
  const { brandId } = event
  const { interactionIds } = event.payload
  if (!brandId || !Array.isArray(interactionIds)) return
  const rules = readyRules(await rulesOf(world.db, brandId))
  if (rules.length === 0) return
  const ownAuthors = await ownAuthorsOf(world.db, brandId)
  const ids = interactionIds.map(String)
  const heard = await interactionsOf(world.db, { brandId, ids, limit: ids.length, order: 'oldest' })
  const said = heard.filter((one) => isJudged(one, ownAuthors))
  if (said.length > 0) await judgeSaid(world, brandId, rules, said)
}

async function judgeSaid(
  world: NetworkedWorld,
  brandId: string,
  rules: ReturnType<typeof readyRules<Awaited<ReturnType<typeof rulesOf>>[number]>>,
  said: InteractionFacts[],
): Promise<void> {
  const { db } = world
  const asks = asksOf(rules.map((one) => one.rule))
  const bench = await benchOf(db, brandId, asks)
  const [first, last] = [said[0], said.at(-1)]
  if (first && last) await fillLately(db, brandId, bench, first.at, last.at)
  const facts = await factsFrom(db, said, asks)
  const desk = await deskFor(db, brandId, bench, facts)
  for (const one of facts)
    for (const hit of judge(rules, new Reading(one, desk)))
      await applyHit(world, hit.rule, { facts: one, places: hit.places })
}
