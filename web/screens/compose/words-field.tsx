import { useState } from 'react'
import { useWords } from '../../i18n/words.tsx'
import { Button } from '../../ui/button.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Row, Stack } from '../../ui/layout.tsx'
import { TextField } from '../../ui/text-field.tsx'
import styles from './details.module.css'

type WordsFieldProps = {
  label: string
  hint?: string
  words: readonly string[]
  max: number
  maxLength: number
  isReadOnly: boolean
  onChange: (words: string[]) => void
}

/** A list of words such as labels or tags, typed one after another with commas or Enter between them. */
export function WordsField({ label, hint, words, max, maxLength, isReadOnly, onChange }: WordsFieldProps) {
  const say = useWords()
  const [typed, setTyped] = useState('')
  const add = () => {
    const fresh = typed
      .split(',')
      .map((word) => word.trim().slice(0, maxLength))
      .filter((word, at, all) => word && !words.includes(word) && all.indexOf(word) === at)
    if (fresh.length > 0) onChange([...words, ...fresh].slice(0, max))
    setTyped('')
  }
  return (
    <Stack gap={2}>
      {words.length > 0 && (
        <ul className={styles.labels} aria-label={label}>
          {words.map((word) => (
            <li key={word}>
              {word}
              {!isReadOnly && (
                <IconButton
                  size="s"
                  icon="close"
                  label={say('compose.labels.remove', { label: word })}
                  onPress={() => onChange(words.filter((one) => one !== word))}
                />
              )}
            </li>
          ))}
        </ul>
      )}
      {!isReadOnly && words.length < max && (
        <Row gap={2}>
          <TextField
            label={label}
            hint={hint}
            value={typed}
            onChange={setTyped}
            onBlur={add}
            onKeyDown={(event) => {
              if (event.key !== 'Enter') return
              event.preventDefault()
              add()
            }}
          />
          {typed && (
            <Button size="s" onPress={add}>
              {say('compose.labels.add')}
            </Button>
          )}
        </Row>
      )}
    </Stack>
  )
}
