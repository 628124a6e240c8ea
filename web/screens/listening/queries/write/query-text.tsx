import { type ClipboardEvent, type KeyboardEvent, type Ref, useId, useMemo } from 'react'
import { inksOf, type Problem } from '../../../../../modules/listening/compose.ts'
import { classes } from '../../../../ui/classes.ts'
import field from '../../../../ui/field.module.css'
import { piecesOf } from './pieces-of.ts'
import styles from './write.module.css'

type QueryTextProps = {
  label: string
  text: string
  problems: readonly Problem[]
  describedBy: string
  isReadOnly?: boolean
  onChange: (text: string) => void
  onPaste: (pasted: string) => void
  onMend: () => void
  ref: Ref<HTMLTextAreaElement>
}

/** Longer ones keep only their marks: nobody reads the colours of ten pages. */
const mostInked = 20_000

/** A query being written: a plain text field, with its colours and marks painted behind the letters. */
export function QueryText({
  label,
  text,
  problems,
  describedBy,
  isReadOnly,
  onChange,
  onPaste,
  onMend,
  ref,
}: QueryTextProps) {
  const id = useId()
  const pieces = useMemo(() => piecesOf(text, text.length > mostInked ? [] : inksOf(text), problems), [text, problems])
  const hearKey = (event: KeyboardEvent) => {
    if (!(event.altKey && event.key === 'Enter') || problems.length === 0) return
    event.preventDefault()
    onMend()
  }
  const hearPaste = (event: ClipboardEvent) => onPaste(event.clipboardData.getData('text/plain'))
  return (
    <div className={field.field}>
      <label htmlFor={id} className={field.label}>
        {label}
      </label>
      <div className={classes(styles.paper, isReadOnly && styles.read)} data-invalid={problems.length > 0 || undefined}>
        <div className={styles.painted} aria-hidden="true">
          {pieces.map((one) => (
            <span key={one.from} className={styles[one.ink]} data-wrong={one.isWrong || undefined}>
              {one.text}
            </span>
          ))}
          {'\n'}
        </div>
        <textarea
          ref={ref}
          id={id}
          className={styles.typed}
          value={text}
          onChange={(event) => onChange(event.target.value)}
          onPaste={hearPaste}
          onKeyDown={hearKey}
          readOnly={isReadOnly}
          aria-invalid={problems.length > 0}
          aria-describedby={describedBy}
          spellCheck={false}
          autoCapitalize="off"
          autoCorrect="off"
          rows={1}
        />
      </div>
    </div>
  )
}
