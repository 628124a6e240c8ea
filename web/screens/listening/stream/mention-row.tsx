import { Link } from '@tanstack/react-router'
import { memo } from 'react'
import type { MentionBrief } from '../../../api/mentions.ts'
import { useNetwork } from '../../../api/use-network.ts'
import { useFormat } from '../../../i18n/format.ts'
import { type Say, useWords } from '../../../i18n/words.tsx'
import { Avatar } from '../../../ui/avatar.tsx'
import { Checkbox } from '../../../ui/checkbox.tsx'
import { Badge } from '../../../ui/feedback.tsx'
import { Icon, type IconName } from '../../../ui/icon.tsx'
import rows from '../../inbox/list/list.module.css'
import { readable } from '../../inbox/timeline/fold-text.ts'
import { feelingIcons, feelingLooks } from './feeling-looks.ts'
import { MarkedText } from './marked-text.tsx'

export const kindIcons: Record<MentionBrief['kind'], IconName> = {
  ...{ post: 'posts', reply: 'reply', repost: 'repeat', article: 'file', comment: 'comment', video: 'video' },
  review: 'star',
}

export const authorName = ({ author }: Pick<MentionBrief, 'author'>, say: Say): string =>
  readable(author.name || author.handle).trim() || say('listen.nobody')

type MentionRowProps = {
  mention: MentionBrief
  zone: string
  search: Record<string, string>
  now: number
  isOpen: boolean
  isCursor: boolean
  isChosen: boolean
  onChoose: (mention: MentionBrief, on: boolean) => void
  onCursor: (id: string) => void
}

export const MentionRow = memo(function MentionRow(props: MentionRowProps) {
  const { mention, search, isOpen, isCursor, isChosen, onChoose, onCursor } = props
  const say = useWords()
  const network = useNetwork(mention.network ?? undefined)
  const name = authorName(mention, say)
  return (
    <div className={rows.row} data-unread={!mention.isSeen || undefined} data-open={isOpen || undefined}>
      <Checkbox
        className={rows.choose}
        aria-label={say('listen.choose', { name })}
        isSelected={isChosen}
        excludeFromTabOrder={!isCursor}
        onChange={(on) => onChoose(mention, on)}
      />
      <Link
        className={rows.link}
        to="."
        search={{ ...search, mention: mention.id } as never}
        state={{ stays: true }}
        resetScroll={false}
        preload={false}
        tabIndex={isCursor ? 0 : -1}
        aria-current={isOpen ? 'true' : undefined}
        onFocus={() => onCursor(mention.id)}
      >
        <Avatar name={name} src={mention.author.avatarUrl} size={36} network={network} />
        <span className={rows.words}>
          <Top {...props} name={name} />
          <span className={rows.excerpt}>
            {mention.isDeleted ? say('listen.deleted') : <MarkedText {...excerptOf(mention)} />}
          </span>
          <Foot {...props} />
        </span>
      </Link>
    </div>
  )
})

/** An article is known by its title. */
const excerptOf = ({ title, excerpt }: MentionBrief) =>
  excerpt.text === '' && title ? { text: title, marks: [] } : excerpt

function Top({ mention, zone, now, name }: MentionRowProps & { name: string }) {
  const say = useWords()
  const format = useFormat()
  return (
    <span className={rows.top}>
      {!mention.isSeen && <span className={rows.dot} role="img" aria-label={say('listen.unseen')} />}
      <bdi className={rows.name}>{name}</bdi>
      {mention.author.followers !== null && (
        <span className={rows.count} title={say('listen.followers', { count: mention.author.followers })}>
          {format.number(mention.author.followers, { notation: 'compact' })}
        </span>
      )}
      <time className={rows.when} dateTime={mention.at} title={format.moment(mention.at, zone)}>
        {format.relative(mention.at, Math.max(now, Date.parse(mention.at)))}
      </time>
    </span>
  )
}

function Foot({ mention }: MentionRowProps) {
  const say = useWords()
  const format = useFormat()
  const { sentiment, intent, labels, assignee } = mention
  return (
    <span className={rows.foot}>
      <Icon name={kindIcons[mention.kind]} size={14} label={say(`listen.kind.${mention.kind}`)} />
      <span className={rows.where}>
        <bdi>{mention.site}</bdi>
      </span>
      {(sentiment === 'negative' || sentiment === 'positive') && (
        <Badge tone={feelingLooks[sentiment]} icon={feelingIcons[sentiment]}>
          {say(`listen.feeling.${sentiment}`)}
        </Badge>
      )}
      {(intent === 'question' || intent === 'complaint') && <Badge>{say(`listen.intent.${intent}`)}</Badge>}
      {mention.originalId !== null && !mention.isRepost && <Badge>{say('listen.copy')}</Badge>}
      {labels.slice(0, 1).map((label) => (
        <Badge key={label}>
          <bdi className={rows.label}>{label}</bdi>
        </Badge>
      ))}
      {labels.length > 1 && <Badge>+{format.number(labels.length - 1)}</Badge>}
      {assignee && (
        <span className={rows.assignee} role="img" aria-label={say('inbox.assignedTo', { name: assignee.name })}>
          <Avatar name={assignee.name} size={20} />
        </span>
      )}
    </span>
  )
}
