import { readable } from '../../inbox/timeline/fold-text.ts'
import styles from './stream.module.css'

type Marked = { text: string; marks: readonly { from: number; to: number }[] }

/** Words of strangers with what was found in them; as text and nothing else, in their own direction. */
export function MarkedText({ text, marks }: Marked) {
  return (
    <bdi className={styles.marked} dir="auto">
      {piecesOf({ text, marks }).map((one) =>
        one.isFound ? <mark key={one.at}>{readable(one.text)}</mark> : <span key={one.at}>{readable(one.text)}</span>,
      )}
    </bdi>
  )
}

function piecesOf({ text, marks }: Marked) {
  const pieces: { at: number; text: string; isFound: boolean }[] = []
  let at = 0
  for (const { from, to } of marks) {
    if (from < at || to > text.length) continue
    if (from > at) pieces.push({ at, text: text.slice(at, from), isFound: false })
    pieces.push({ at: from, text: text.slice(from, to), isFound: true })
    at = to
  }
  if (at < text.length) pieces.push({ at, text: text.slice(at), isFound: false })
  return pieces
}
