import { useFormat } from '../../../i18n/format.ts'
import type { KnownWord } from './complete-word.ts'
import styles from './suggestions.module.css'

type SuggestionsProps = {
  id: string
  label: string
  words: readonly KnownWord[]
  active: number
  onPick: (word: string) => void
}

/** Words offered under the caret's line, with how often each was used. The text area keeps the focus and names the active one. */
export function Suggestions({ id, label, words, active, onPick }: SuggestionsProps) {
  const format = useFormat()
  return (
    // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a list of options under a text area
    <ul id={id} className={styles.list} role="listbox" aria-label={label}>
      {words.map(({ word, count }, at) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the text area handles the keys of its list
        // biome-ignore lint/a11y/useFocusableInteractive: the text area keeps the focus and names the active one
        <li
          key={word}
          id={`${id}-${at}`}
          // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: an option of the text area's list
          role="option"
          aria-selected={at === active}
          className={styles.word}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onPick(word)}
        >
          <span>{word}</span>
          {count > 1 && <span className={styles.count}>{format.number(count)}</span>}
        </li>
      ))}
    </ul>
  )
}
