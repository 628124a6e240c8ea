import { useDeferredValue } from 'react'
import { useFormat } from '../../../i18n/format.ts'
import { useWords } from '../../../i18n/words.tsx'
import { unseen } from '../../../ui/unseen.ts'
import type { Voice } from '../rules.ts'
import { type Count, countText, rulesFor } from './count-text.ts'
import styles from './counters.module.css'

type CountersProps = { text: string; hasMedia: boolean; voices: readonly Voice[] }

/** How much room each network leaves, by its own way of counting. Accounts that count alike share one counter. */
export function Counters({ text, hasMedia, voices }: CountersProps) {
  const say = useWords()
  const settled = useDeferredValue(text)
  const counts = new Map<string, { name: string; color: string; count: Count }>()
  for (const { composing, limits } of voices) {
    const count = countText(settled, rulesFor(limits, hasMedia))
    if (count)
      counts.set(`${composing.id}.${count.unit}.${count.max}`, { name: composing.name, color: composing.color, count })
  }
  if (counts.size === 0) return null
  return (
    <ul className={styles.counters} aria-label={say('compose.counters')}>
      {[...counts].map(([key, one]) => (
        <Counter key={key} {...one} />
      ))}
    </ul>
  )
}

function Counter({ name, color, count }: { name: string; color: string; count: Count }) {
  const say = useWords()
  const format = useFormat()
  const unit = say(count.unit)
  const values = { name, used: count.used, max: count.max, over: Math.max(0, -count.left), unit }
  const words = say(count.state === 'over' ? 'compose.counter.over' : 'compose.counter', values)
  return (
    <li className={styles.counter} data-state={count.state} title={words}>
      <span className={styles.dot} style={{ background: color }} aria-hidden="true" />
      <span aria-hidden="true">
        {name} {format.number(count.left)}
      </span>
      <span className={unseen}>{words}</span>
    </li>
  )
}
