import { useState } from 'react'
import { useAct } from '../../../api/ask.ts'
import { changeView, deleteView, type View } from '../../../api/inbox.ts'
import { useWords } from '../../../i18n/words.tsx'
import { Confirm } from '../../../ui/dialog.tsx'
import { IconButton } from '../../../ui/icon-button.tsx'
import { Menu, MenuItem } from '../../../ui/menu.tsx'
import { filterOf } from '../address.ts'
import { useInbox } from '../use-inbox.ts'
import { ViewDialog } from './save-view.tsx'

const touches = ['/api/inbox/views']

export function ViewMenu({ view }: { view: View }) {
  const say = useWords()
  const { place } = useInbox()
  const [open, setOpen] = useState<'change' | 'delete' | null>(null)
  const refill = useAct(() => changeView(view.id, { filter: filterOf(place.address) }), {
    touches,
    done: say('inbox.view.refilled', { name: view.name }),
  })
  const remove = useAct(() => deleteView(view.id), {
    touches,
    done: () => {
      setOpen(null)
      if (place.address.view === view.id) place.show({ ...place.address, view: '' })
    },
  })
  return (
    <>
      <Menu
        label={say('inbox.view.menu', { name: view.name })}
        trigger={<IconButton size="s" icon="more" label={say('inbox.view.menu', { name: view.name })} />}
      >
        <MenuItem icon="edit" text={say('inbox.view.change')} onAction={() => setOpen('change')} />
        <MenuItem icon="filter" text={say('inbox.view.refill')} onAction={() => refill.mutate()} />
        <MenuItem icon="trash" danger text={say('inbox.view.delete')} onAction={() => setOpen('delete')} />
      </Menu>
      {open === 'change' && <ViewDialog view={view} onClose={() => setOpen(null)} />}
      <Confirm
        isOpen={open === 'delete'}
        onClose={() => setOpen(null)}
        title={say('inbox.view.delete.title', { name: view.name })}
        act={say('inbox.view.delete')}
        danger
        isPending={remove.isPending}
        onAct={() => remove.mutate()}
      >
        {say('inbox.view.delete.text')}
      </Confirm>
    </>
  )
}
