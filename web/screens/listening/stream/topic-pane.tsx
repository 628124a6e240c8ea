import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type MentionCounts, type MentionFolder, mentionCounts } from '../../../api/mentions.ts'
import { useFormat } from '../../../i18n/format.ts'
import { useWords } from '../../../i18n/words.tsx'
import { Icon, type IconName } from '../../../ui/icon.tsx'
import styles from '../../inbox/folders/folders.module.css'
import { folders, type StreamAddress, searchFor } from './address.ts'
import own from './stream.module.css'
import { useStream } from './use-stream.ts'

const folderIcons: Record<MentionFolder, IconName> = {
  ...{ all: 'list', unseen: 'eye', mine: 'team', assigned: 'accounts', spam: 'block' },
}
const topicIcons: Record<MentionCounts['topics'][number]['kind'], IconName> = {
  ...{ brand: 'brand', person: 'people', competitor: 'flag', topic: 'hash' },
}

/** Where mentions wait, and what the brand listens for, with how much of each is unseen. */
export function TopicPane() {
  const say = useWords()
  const { place, brand } = useStream()
  const { address } = place
  const known = useQuery(mentionCounts(brand.id)).data
  const isWhole = !address.topics && !address.queries
  return (
    <nav className={styles.pane} aria-label={say('listen.panes')}>
      <ul>
        {folders.map((folder) => (
          <li key={folder}>
            <Way
              address={{ ...address, folder, topics: '', queries: '' }}
              isHere={isWhole && address.folder === folder}
              icon={folderIcons[folder]}
              text={say(`listen.folder.${folder}`)}
              count={folder === 'unseen' || folder === 'mine' ? known?.folders[folder] : undefined}
            />
          </li>
        ))}
      </ul>
      {known && known.topics.length > 0 && <h2 className={styles.title}>{say('listen.topics')}</h2>}
      <ul>
        {known?.topics.map((topic) => (
          <li key={topic.id}>
            <Way
              address={{ ...address, topics: topic.id, queries: '' }}
              isHere={address.topics === topic.id}
              icon={topicIcons[topic.kind]}
              text={topic.name}
              count={topic.unseen}
            />
            {topic.queries.length > 1 && isOpen(topic, address) && <Queries topic={topic} />}
          </li>
        ))}
      </ul>
    </nav>
  )
}

type Topic = MentionCounts['topics'][number]

const isOpen = (topic: Topic, address: StreamAddress) =>
  address.topics === topic.id || topic.queries.some((one) => address.queries === one.id)

function Queries({ topic }: { topic: Topic }) {
  const { place } = useStream()
  return (
    <ul className={own.queries}>
      {topic.queries.map((query) => (
        <li key={query.id}>
          <Way
            address={{ ...place.address, topics: '', queries: query.id }}
            isHere={place.address.queries === query.id}
            icon={query.isOn ? 'search' : 'pause'}
            text={query.name}
            count={query.unseen}
          />
        </li>
      ))}
    </ul>
  )
}

type WayProps = { address: StreamAddress; isHere: boolean; icon: IconName; text: string; count: number | undefined }

function Way({ address, isHere, icon, text, count = 0 }: WayProps) {
  const say = useWords()
  const format = useFormat()
  return (
    <Link
      className={styles.link}
      to="."
      search={searchFor(address) as never}
      state={{ stays: true }}
      aria-current={isHere ? 'true' : undefined}
    >
      <Icon name={icon} size={18} />
      <bdi className={styles.name}>{text}</bdi>
      {count > 0 && (
        <span className={styles.count} title={say('listen.count', { count })}>
          {count > most ? `${format.number(most)}+` : format.number(count)}
        </span>
      )}
    </Link>
  )
}

const most = 999
