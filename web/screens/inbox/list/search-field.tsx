import { useEffect, useRef, useState } from 'react'
import { useWords } from '../../../i18n/words.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { IconButton } from '../../../ui/icon-button.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { useKeys } from '../keys/use-keys.ts'
import styles from './list.module.css'

const restMs = 150

type SearchFieldProps = { label: string; q: string; onSearch: (q: string) => void; most: number; error?: string }

/** Searches while it is typed; `onSearch` follows once the hands rest. Within `[data-list]` it leads down to the rows. */
export function SearchField({ label, q, onSearch, most, error }: SearchFieldProps) {
  const say = useWords()
  const [typed, setTyped] = useState(q)
  const field = useRef<HTMLInputElement>(null)
  const sent = useRef(q)
  const search = useRef(onSearch)
  search.current = onSearch
  useKeys({ '/': () => field.current?.focus() })
  useEffect(() => {
    if (q === sent.current) return
    sent.current = q
    setTyped(q)
  }, [q])
  useEffect(() => {
    if (typed.trim() === sent.current) return
    const timer = setTimeout(() => {
      sent.current = typed.trim()
      search.current(typed.trim())
    }, restMs)
    return () => clearTimeout(timer)
  }, [typed])
  return (
    <TextField
      className={styles.search}
      label={label}
      isLabelHidden
      placeholder={label}
      type="search"
      value={typed}
      onChange={setTyped}
      inputRef={field}
      maxLength={most}
      error={error}
      before={<Icon name="search" size={18} />}
      onKeyDown={(event) => toRows(event.key, field.current)}
      after={
        typed && <IconButton size="s" icon="close" label={say('inbox.search.clear')} onPress={() => setTyped('')} />
      }
    />
  )
}

/** From the search down to what was found. */
function toRows(key: string, field: HTMLElement | null): void {
  if (key === 'Escape') field?.blur()
  if (key !== 'Enter' && key !== 'ArrowDown') return
  field?.closest('[data-list]')?.querySelector<HTMLElement>('[data-row] a')?.focus()
}
