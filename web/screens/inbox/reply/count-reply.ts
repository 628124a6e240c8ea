import type { TextRule } from '../../../../networks/compose.ts'

/** How full an answer is, counted as its network counts; `most` is the bound for answers where it differs from that for posts. */
export type ReplyCount = { used: number; most: number; left: number; state: 'fine' | 'near' | 'over' }

export function countReply(text: string, rules: readonly TextRule[], most: number | null): ReplyCount | null {
  const rule = rules[0]
  const bound = most ?? rule?.max
  if (bound === undefined) return null
  const used = rule ? rule.count(text) : [...text].length
  const left = bound - used
  return { used, most: bound, left, state: left < 0 ? 'over' : left <= Math.min(40, bound * 0.1) ? 'near' : 'fine' }
}
