import { useCallback } from 'react'
import type { Recurring, Repeat } from '../../api/planning.ts'
import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/words.tsx'

/** A rule as a person would say it: “Every Monday and Thursday at 09:00”. The zone stands beside it. */
export function useRuleWords(): (rule: Pick<Recurring, 'start' | 'repeat'>) => string {
  const say = useWords()
  const format = useFormat()
  return useCallback(
    ({ start, repeat }) => {
      const time = format.wallTime(start.wall.slice(11))
      const { interval } = repeat
      if (repeat.every === 'week') {
        const days = format.list([...repeat.weekdays].sort((a, b) => a - b).map((one) => say(`recurring.on.${one}`)))
        return say('recurring.rule.week', { interval, days, time })
      }
      if (repeat.every === 'day') return say('recurring.rule.day', { interval, time })
      return say(repeat.day === -1 ? 'recurring.rule.lastDay' : 'recurring.rule.month', {
        interval,
        day: repeat.day,
        time,
      })
    },
    [say, format],
  )
}

/** How long it goes on. */
export function useEndWords(): (rule: Pick<Recurring, 'until' | 'times'>) => string {
  const say = useWords()
  const format = useFormat()
  return ({ until, times }) => {
    const ends = [
      until && say('recurring.until', { date: format.date(`${until.wall}:00Z`, 'UTC') }),
      times && say('recurring.times', { times }),
    ].filter((words): words is string => Boolean(words))
    return ends.length > 0 ? ends.join(' · ') : say('recurring.endless')
  }
}

export const everies = ['day', 'week', 'month'] as const satisfies Repeat['every'][]
