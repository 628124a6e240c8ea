import type { z } from 'zod'
import type { DbOrTx } from '../../kernel/db/tables.ts'
import { conflict } from '../../kernel/failure.ts'
import { interactionsOf } from '../inbox/index.ts'
import type { Match } from './api.ts'
import { asksOf, benchOf, deskFor, fillLately, isJudged, ownAuthorsOf } from './desk.ts'
import { factsFrom } from './facts-store.ts'
import { judge, readyRules } from './judge.ts'
import { Reading } from './reading.ts'

const lookedAt = 1_000
/** Of fewer than these nothing can be said. */
const fewest = 10

/** Asks first when a rule would have hit more than half of the last thousand things said. */
export async function refuseTooWide(db: DbOrTx, brandId: string, match: z.output<typeof Match>): Promise<void> {
  const { of, hit } = await howWide(db, brandId, match)
  if (of >= fewest && hit * 2 > of) throw conflict('rules.hitsMost', { hit, of })
}

async function howWide(
  db: DbOrTx,
  brandId: string,
  match: z.output<typeof Match>,
): Promise<{ of: number; hit: number }> {
  const own = await ownAuthorsOf(db, brandId)
  const last = await interactionsOf(db, { brandId, limit: lookedAt })
  const said = last.filter((one) => isJudged(one, own)).reverse()
  const [first, newest] = [said[0], said.at(-1)]
  if (!first || !newest) return { of: 0, hit: 0 }
  const rules = readyRules([{ id: '', isOn: true, stops: false, match }])
  const asks = asksOf([{ match }])
  const bench = await benchOf(db, brandId, asks)
  await fillLately(db, brandId, bench, first.at, newest.at)
  const facts = await factsFrom(db, said, asks)
  const desk = await deskFor(db, brandId, bench, facts)
  const hit = facts.filter((one) => judge(rules, new Reading(one, desk)).length > 0).length
  return { of: facts.length, hit }
}
