import type { z } from 'zod'
import type { Words } from '../../kernel/i18n.ts'
import type { AccountRow } from '../brand/index.ts'
import type { CheckedAccount } from './api.ts'
import { type Judged, judge, type Wanted } from './judge.ts'
import type { Look, Seen } from './store.ts'

/** One community with every item in words. What a person saw with their own eyes counts where the network does not tell. */
export function presentAccount(
  account: AccountRow,
  of: { look: Look | undefined; seen: Seen[]; wanted: Wanted; words: Words },
): z.infer<typeof CheckedAccount> {
  const judged = judge(of.look?.profile ?? {}, account, of.wanted)
  return {
    accountId: account.id,
    lookedAt: of.look?.lookedAt.toISOString() ?? null,
    trouble: of.look?.trouble ?? null,
    items: judged.map((one) => presentItem(one, of.seen, of.words)),
  }
}

function presentItem(one: Judged, all: Seen[], words: Words) {
  const seen = one.verdict === 'look' ? all.find(({ item }) => item === one.item) : undefined
  const verdict = seen ? (seen.isGood ? ('good' as const) : ('bad' as const)) : one.verdict
  const key = one.found === 'untold' ? 'checklist.found.untold' : `checklist.found.${one.item}.${one.found}`
  return {
    item: one.item,
    verdict,
    found: words.say(key, one.values),
    mend: verdict === 'good' ? null : words.say(`checklist.mend.${one.item}`),
    seen: seen ? { by: seen.byName, at: seen.at.toISOString() } : null,
  }
}
