import { type ReactNode, useState } from 'react'
import { Autocomplete } from 'react-aria-components/Autocomplete'
import { Menu } from 'react-aria-components/Menu'
import { useSpoken } from '../../../i18n/words.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Icon, type IconName } from '../../../ui/icon.tsx'
import { MenuItem } from '../../../ui/menu.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import styles from './pick.module.css'

export type Pickable = {
  id: string
  text: string
  hint?: string
  icon?: IconName
  before?: ReactNode
  chosen?: boolean
}

type PickerProps = {
  title: string
  search: string
  items: readonly Pickable[]
  onPick: (id: string) => void
  onClose: () => void
  /** What the typed words themselves would become, where they may. */
  made?: (typed: string) => Pickable | null
  foot?: ReactNode
}

/** One of several, found by typing a part of its name: opened by a button and by a key alike. */
export function Picker({ title, search, items, onPick, onClose, made, foot }: PickerProps) {
  const { say, tag } = useSpoken()
  const [typed, setTyped] = useState('')
  const folded = typed.trim().toLocaleLowerCase(tag)
  const own = folded ? made?.(typed.trim()) : null
  const all = own ? [...items, own] : items
  return (
    <Dialog isOpen onClose={onClose} title={title} foot={foot}>
      <Autocomplete
        inputValue={typed}
        onInputChange={setTyped}
        filter={(text) => text.toLocaleLowerCase(tag).includes(folded)}
      >
        <div className={styles.found}>
          <TextField
            className={styles.search}
            label={search}
            isLabelHidden
            placeholder={search}
            autoFocus
            before={<Icon name="search" size={18} />}
          />
          <Menu
            aria-label={title}
            className={styles.menu ?? ''}
            renderEmptyState={() => <p className={styles.none}>{say('ui.combo.none')}</p>}
          >
            {all.map((one) => (
              <MenuItem
                key={one.id}
                id={one.id}
                text={one.text}
                hint={one.hint}
                icon={one.icon}
                before={one.before}
                chosen={one.chosen}
                onAction={() => onPick(one.id)}
              />
            ))}
          </Menu>
        </div>
      </Autocomplete>
    </Dialog>
  )
}
