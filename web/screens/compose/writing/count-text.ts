import type { Limits, TextRule } from '../../../../networks/compose.ts'

/** How full a text is by the rule that leaves least room. `unit` is the rule's message key. */
export type Count = { used: number; max: number; left: number; unit: string; state: 'fine' | 'near' | 'over' }

/** The rules that bind a part: captions where media stands and the network bounds them apart. */
export const rulesFor = (limits: Limits, hasMedia: boolean): TextRule[] =>
  hasMedia && limits.caption ? limits.caption : limits.text

/** The first rule is the one shown, until another is fuller than full. */
export function countText(text: string, rules: readonly TextRule[]): Count | null {
  const counts = rules.map((rule) => countBy(text, rule))
  return counts.find((count) => count.state === 'over') ?? counts[0] ?? null
}

function countBy(text: string, rule: TextRule): Count {
  const used = rule.count(text)
  const left = rule.max - used
  const state = left < 0 ? 'over' : left <= Math.min(40, rule.max * 0.1) ? 'near' : 'fine'
  return { used, max: rule.max, left, unit: rule.unit, state }
}
