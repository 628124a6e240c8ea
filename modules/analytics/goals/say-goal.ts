import type { MessageValues } from '../../../kernel/failure.ts'
import type { GoalVerdict } from './judge-goal.ts'

/** A verdict in words: the key of its message, and its values. Chances stand in whole per cents, never as sure as 0 or 100. */
export function sayGoal(found: GoalVerdict): { key: string; values: MessageValues } {
  return { key: `analytics.goal.${found.verdict}`, values: valuesIn(found) }
}

function valuesIn(found: GoalVerdict): MessageValues {
  switch (found.verdict) {
    case 'not-begun':
    case 'met':
      return {}
    case 'missed':
      return { progress: Math.min(0.99, Math.max(0, found.progress)) }
    case 'unknown':
      return { known: found.known, needed: found.needed }
    case 'on-the-way':
      return { chance: between(found.chance) }
    case 'uncertain':
      return { chance: between(found.chance), ...aDay(found) }
    case 'behind':
      return aDay(found)
  }
}

const between = (chance: number) => Math.min(0.99, Math.max(0.01, chance))

/** To three digits. */
const aDay = ({ neededADay, usualADay }: { neededADay: number; usualADay: number }) => ({
  neededADay: Number(neededADay.toPrecision(3)),
  usualADay: Number(usualADay.toPrecision(3)),
})
