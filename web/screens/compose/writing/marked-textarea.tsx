import { type KeyboardEvent, type ReactNode, type Ref, useId } from 'react'
import type { Stretch } from './mark-text.ts'
import styles from './marked-textarea.module.css'

type MarkedTextareaProps = {
  label: string
  value: string
  marks: readonly Stretch[]
  onChange: (value: string) => void
  onKeyDown?: (event: KeyboardEvent<HTMLTextAreaElement>) => void
  onCaret?: (caret: number) => void
  onFocus?: () => void
  onFiles?: (files: File[]) => void
  placeholder?: string
  isInvalid?: boolean
  isReadOnly?: boolean
  describedBy?: string
  lang?: string
  popup?: { listId: string; activeId: string | undefined }
  inputRef?: Ref<HTMLTextAreaElement>
  children?: ReactNode
}

/** A text area that grows with its text and shows under it what is alive and what does not fit. */
export function MarkedTextarea(props: MarkedTextareaProps) {
  const {
    label,
    value,
    marks,
    onChange,
    onKeyDown,
    onCaret,
    onFocus,
    onFiles,
    placeholder,
    inputRef,
    popup,
    children,
  } = props
  const id = useId()
  return (
    <div className={styles.field}>
      <div className={styles.marks} aria-hidden="true">
        {marks.map((mark) => (
          <span key={mark.from} data-live={mark.live || undefined} data-over={mark.over || undefined}>
            {mark.text}
          </span>
        ))}
        {'\u200b'}
      </div>
      <textarea
        id={id}
        ref={inputRef}
        className={styles.text}
        aria-label={label}
        aria-invalid={props.isInvalid || undefined}
        aria-describedby={props.describedBy}
        aria-autocomplete={popup ? 'list' : undefined}
        aria-controls={popup?.listId}
        aria-activedescendant={popup?.activeId}
        lang={props.lang}
        value={value}
        placeholder={placeholder}
        readOnly={props.isReadOnly}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={onKeyDown}
        onSelect={(event) => onCaret?.(event.currentTarget.selectionStart)}
        onFocus={onFocus}
        onPaste={(event) => {
          const files = [...event.clipboardData.files]
          if (files.length === 0 || !onFiles) return
          event.preventDefault()
          onFiles(files)
        }}
      />
      {children}
    </div>
  )
}
