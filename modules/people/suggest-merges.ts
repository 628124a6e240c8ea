import type { z } from 'zod'
import type { World } from '../../kernel/world.ts'
import { wordsIn } from '../team/index.ts'
import type { Suggestions } from './api.ts'
import { likePairs } from './likeness.ts'
import { presentBriefs, presentReasons } from './present.ts'
import { peopleByIds } from './store.ts'
import { windowsOf } from './windows.ts'

const atOnce = 50

export async function suggestMerges(
  { db, clock }: World,
  brandId: string,
  locale: string,
): Promise<z.input<typeof Suggestions>> {
  const found = await likePairs(db, brandId, atOnce + 1)
  const pairs = found.slice(0, atOnce)
  const rows = await peopleByIds(db, brandId, [...new Set(pairs.flatMap(({ aId, bId }) => [aId, bId]))])
  const briefs = await presentBriefs(db, rows, { windows: await windowsOf(db, brandId), now: clock.now() })
  const items = pairs.flatMap(({ aId, bId, reasons }) => {
    const [person, other] = [aId, bId].map((id) => briefs.find((one) => one.id === id))
    return person && other ? [{ person, other, reasons: presentReasons(reasons, wordsIn(locale)) }] : []
  })
  return { items, more: found.length > pairs.length }
}
