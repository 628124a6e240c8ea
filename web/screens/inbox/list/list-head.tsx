import { Button as AriaButton } from 'react-aria-components/Button'
import { useWords } from '../../../i18n/words.tsx'
import { Checkbox } from '../../../ui/checkbox.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { Menu, MenuItem } from '../../../ui/menu.tsx'
import { unseen } from '../../../ui/unseen.ts'
import { orders } from '../address.ts'
import { mostAtOnce } from '../conversation/change-brief.ts'
import { FolderMenu } from '../folders/folder-menu.tsx'
import { useInbox } from '../use-inbox.ts'
import { BulkBar } from './bulk-bar.tsx'
import { Filters } from './filters.tsx'
import styles from './list.module.css'
import { SearchField } from './search-field.tsx'

/** Above the list: the search, the filters, the order; while some are chosen, what can be done with them. */
export function ListHead() {
  const say = useWords()
  const { conversations, place, chosen, choose, clear } = useInbox()
  const { items } = conversations.shown.list
  const held = [...items.values()].slice(0, mostAtOnce)
  const all = held.length > 0 && held.every((one) => chosen.has(one.id))
  return (
    <header className={styles.head}>
      <FolderMenu />
      <div className={styles.tools}>
        <SearchField
          label={say('inbox.search')}
          q={place.address.q}
          onSearch={(q) => place.show({ ...place.address, q })}
          most={200}
        />
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
