import { useQuery } from '@tanstack/react-query'
import { Button } from 'react-aria-components/Button'
import { views } from '../../../api/inbox.ts'
import { useWords } from '../../../i18n/words.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { Menu, MenuItem, MenuSection } from '../../../ui/menu.tsx'
import { addressOfView, filtersOn, folders } from '../address.ts'
import { useInbox } from '../use-inbox.ts'
import { FolderCount, folderIcons } from './folder-pane.tsx'
import styles from './folders.module.css'
import { SaveView } from './save-view.tsx'
import { ViewMenu } from './view-menu.tsx'

/** The folders and views where there is no room for their pane. */
export function FolderMenu() {
  const say = useWords()
  const { place } = useInbox()
  const { address } = place
  const kept = useQuery(views()).data?.items ?? []
  const view = kept.find((one) => one.id === address.view)
  return (
    <div className={styles.narrow}>
      <Menu
        label={say('inbox.folders')}
        trigger={
          <Button className={styles.now ?? ''}>
            <Icon name={view ? 'filter' : folderIcons[address.folder]} />
            <bdi className={styles.name}>{view?.name ?? say(`inbox.folder.${address.folder}`)}</bdi>
            <FolderCount folder={address.folder} />
            <Icon name="chevron-down" size={16} />
          </Button>
        }
      >
        <MenuSection title={say('inbox.folders')}>
          {folders.map((folder) => (
            <MenuItem
              key={folder}
              id={folder}
              icon={folderIcons[folder]}
              text={say(`inbox.folder.${folder}`)}
              chosen={!address.view && folder === address.folder}
              onAction={() => place.show({ ...address, folder, view: '' }, false)}
            />
          ))}
        </MenuSection>
        {kept.length > 0 && (
          <MenuSection title={say('inbox.views')}>
            {kept.map((one) => (
              <MenuItem
                key={one.id}
                id={one.id}
                icon="filter"
                text={one.name}
                chosen={one.id === address.view}
                onAction={() => place.show(addressOfView(one.id, one.filter), false)}
              />
            ))}
          </MenuSection>
        )}
      </Menu>
      {view?.own && <ViewMenu view={view} />}
      {(filtersOn(address) > 0 || address.q) && !view && <SaveView />}
    </div>
  )
}
