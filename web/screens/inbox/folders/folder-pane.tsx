import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { counts, type Folder, views } from '../../../api/inbox.ts'
import { useFormat } from '../../../i18n/format.ts'
import { useWords } from '../../../i18n/words.tsx'
import { Icon, type IconName } from '../../../ui/icon.tsx'
import { addressOfView, filtersOn, folders, searchFor } from '../address.ts'
import { useInbox } from '../use-inbox.ts'
import styles from './folders.module.css'
import { SaveView } from './save-view.tsx'
import { ViewMenu } from './view-menu.tsx'

export const folderIcons: Record<Folder, IconName> = {
  ...{ waiting: 'clock', unread: 'mail', mine: 'team', unassigned: 'inbox' },
  ...{ snoozed: 'snooze', done: 'check-circle', all: 'list', spam: 'block' },
}

/** The folders with how much stands in them, and the filters kept by a name. */
export function FolderPane() {
  const say = useWords()
  const { place } = useInbox()
  const { address } = place
  const kept = useQuery(views()).data?.items ?? []
  return (
    <nav className={styles.pane} aria-label={say('inbox.folders')}>
      <ul>
        {folders.map((folder) => (
          <li key={folder}>
            <Link
              className={styles.link}
              to="."
              search={searchFor({ ...address, folder, view: '' }) as never}
              state={{ stays: true }}
              aria-current={!address.view && address.folder === folder ? 'true' : undefined}
            >
              <Icon name={folderIcons[folder]} size={18} />
              <span className={styles.name}>{say(`inbox.folder.${folder}`)}</span>
              <FolderCount folder={folder} />
            </Link>
          </li>
        ))}
      </ul>
      {kept.length > 0 && (
        <>
          <h3 className={styles.title}>{say('inbox.views')}</h3>
          <ul>
            {kept.map((view) => (
              <li key={view.id} className={styles.view}>
                <Link
                  className={styles.link}
                  to="."
                  search={searchFor(addressOfView(view.id, view.filter)) as never}
                  state={{ stays: true }}
                  aria-current={address.view === view.id ? 'true' : undefined}
                >
                  <Icon
                    name={view.shared ? 'accounts' : 'filter'}
                    size={18}
                    label={view.shared ? say('inbox.view.shared') : undefined}
                  />
                  <bdi className={styles.name}>{view.name}</bdi>
                </Link>
                {view.own && <ViewMenu view={view} />}
              </li>
            ))}
          </ul>
        </>
      )}
      {(filtersOn(address) > 0 || address.q) && !kept.some((view) => view.id === address.view) && <SaveView />}
    </nav>
  )
}

/** What asks for work is counted; what is over is not. */
export function FolderCount({ folder }: { folder: Folder }) {
  const say = useWords()
  const format = useFormat()
  const { data } = useQuery(counts())
  const count = data?.folders[folder] ?? 0
  if (count === 0 || folder === 'done' || folder === 'all' || folder === 'spam') return null
  const words = data && count >= data.most ? `${format.number(data.most - 1)}+` : format.number(count)
  return (
    <span className={styles.count} title={say('inbox.folder.count', { count })}>
      {words}
    </span>
  )
}
