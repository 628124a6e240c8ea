import { useWords } from '../../i18n/words.tsx'
import { Button } from '../../ui/button.tsx'
import { Menu, MenuItem } from '../../ui/menu.tsx'
import styles from './rules.module.css'

type AddRowProps<K extends string> = {
  label: string
  kinds: readonly K[]
  nameOf: (kind: K) => string
  hintOf?: (kind: K) => string
  onAdd: (kind: K) => void
}

export function AddRow<K extends string>({ label, kinds, nameOf, hintOf, onAdd }: AddRowProps<K>) {
  const say = useWords()
  if (kinds.length === 0) return <p className={styles.dim}>{say('rules.allThere')}</p>
  return (
    <div>
      <Menu label={label} trigger={<Button icon="plus">{label}</Button>}>
        {kinds.map((kind) => (
          <MenuItem key={kind} text={nameOf(kind)} hint={hintOf?.(kind)} onAction={() => onAdd(kind)} />
        ))}
      </Menu>
    </div>
  )
}
