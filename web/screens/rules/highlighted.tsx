import type { Place } from '../../api/rules.ts'
import styles from './rules.module.css'

/** A text with its finds marked. What another direction or nobody sees stays within itself. */
export function Highlighted({ text, places }: { text: string; places: Place[] }) {
  const pieces: { at: number; text: string; isFound: boolean }[] = []
  let at = 0
  for (const { from, to } of places.filter((one) => one.from >= 0 && one.to <= text.length && one.from < one.to)) {
    if (from < at) continue
    if (from > at) pieces.push({ at, text: text.slice(at, from), isFound: false })
    pieces.push({ at: from, text: text.slice(from, to), isFound: true })
    at = to
  }
  if (at < text.length) pieces.push({ at, text: text.slice(at), isFound: false })
  return (
    <bdi className={styles.said} dir="auto">
      {pieces.map((one) => (one.isFound ? <mark key={one.at}>{one.text}</mark> : <span key={one.at}>{one.text}</span>))}
    </bdi>
  )
}
