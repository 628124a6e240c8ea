import { useEffect, useRef, useState } from 'react'
import { Button as AriaButton } from 'react-aria-components/Button'
import { useWords } from '../../../i18n/words.tsx'
import { Checkbox } from '../../../ui/checkbox.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { IconButton } from '../../../ui/icon-button.tsx'
import { Menu, MenuItem } from '../../../ui/menu.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { unseen } from '../../../ui/unseen.ts'
import { orders } from '../address.ts'
import { mostAtOnce } from '../conversation/change-brief.ts'
import { FolderMenu } from '../folders/folder-menu.tsx'
import { useKeys } from '../keys/use-keys.ts'
import { useInbox } from '../use-inbox.ts'
import { BulkBar } from './bulk-bar.tsx'
import { Filters } from './filters.tsx'
import styles from './list.module.css'

/** Above the list: the search, the filters, the order; while some are chosen, what can be done with them. */
export function ListHead() {
  const say = useWords()
  const { conversations, chosen, choose, clear } = useInbox()
  const { items } = conversations.shown.list
  const held = [...items.values()].slice(0, mostAtOnce)
  const all = held.length > 0 && held.every((one) => chosen.has(one.id))
  return (
    <header className={styles.head}>
      <FolderMenu />
      <div className={styles.tools}>
        <SearchField />
        <Filters />
      </div>
      <div className={styles.tools}>
        <Checkbox
          isSelected={all}
          isIndeterminate={!all && chosen.size > 0}
          isDisabled={held.length === 0}
          onChange={(on) => (on ? choose(held, true) : clear())}
        >
          {chosen.size > 0 ? say('inbox.chosen', { count: chosen.size }) : say('inbox.chooseAll')}
        </Checkbox>
        {chosen.size === 0 && <OrderMenu />}
      </div>
      {chosen.size > 0 && <BulkBar />}
    </header>
  )
}

const restMs = 150

/** Searches while it is typed; the address follows once the hands rest. */
function SearchField() {
  const say = useWords()
  const { place } = useInbox()
  const { address } = place
  const [typed, setTyped] = useState(address.q)
  const field = useRef<HTMLInputElement>(null)
  const sent = useRef(address.q)
  const show = useRef(place.show)
  show.current = place.show
  useKeys({ '/': () => field.current?.focus() })
  useEffect(() => {
    if (address.q === sent.current) return
    sent.current = address.q
    setTyped(address.q)
  }, [address.q])
  useEffect(() => {
    if (typed.trim() === sent.current) return
    const timer = setTimeout(() => {
      sent.current = typed.trim()
      show.current({ ...address, q: typed.trim() })
    }, restMs)
    return () => clearTimeout(timer)
  }, [typed, address])
  return (
    <TextField
      className={styles.search}
      label={say('inbox.search')}
      isLabelHidden
      placeholder={say('inbox.search')}
      type="search"
      value={typed}
      onChange={setTyped}
      inputRef={field}
      maxLength={200}
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
  field?.closest('[data-list]')?.querySelector<HTMLElement>('[data-conversation] a')?.focus()
}

function OrderMenu() {
  const say = useWords()
  const { place } = useInbox()
  const { order } = place.address
  return (
    <Menu
      label={say('inbox.order')}
      placement="bottom end"
      trigger={
        <AriaButton className={styles.order ?? ''}>
          <span className={unseen}>{say('inbox.order')}: </span>
          {say(`inbox.order.${order}`)}
          <Icon name="chevron-down" size={16} />
        </AriaButton>
      }
    >
      {orders.map((one) => (
        <MenuItem
          key={one}
          id={one}
          text={say(`inbox.order.${one}`)}
          chosen={one === order}
          onAction={() => place.show({ ...place.address, order: one })}
        />
      ))}
    </Menu>
  )
}
