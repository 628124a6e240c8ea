import { Link } from '@tanstack/react-router'
import { memo } from 'react'
import type { Account, NetworkAbout } from '../../../api/brand.ts'
import type { Brief, ConversationKind } from '../../../api/inbox.ts'
import { useFormat } from '../../../i18n/format.ts'
import { useWords } from '../../../i18n/words.tsx'
import { Avatar, Swatch } from '../../../ui/avatar.tsx'
import { Checkbox } from '../../../ui/checkbox.tsx'
import { Badge } from '../../../ui/feedback.tsx'
import { Icon, type IconName } from '../../../ui/icon.tsx'
import { readable, webAddress } from '../timeline/fold-text.ts'
import styles from './list.module.css'

export const kindIcons: Record<ConversationKind, IconName> = {
  ...{ message: 'mail', comment: 'comment', mention: 'at', review: 'star' },
}

type ConversationRowProps = {
  brief: Brief
  account: Account | undefined
  network: NetworkAbout | undefined
  /** Named where there are several. */
  brand: { name: string; color: string } | undefined
  zone: string
  search: Record<string, string>
  now: number
  isOpen: boolean
  isCursor: boolean
  isChosen: boolean
  onChoose: (brief: Brief, on: boolean) => void
  onCursor: (id: string) => void
}

export const ConversationRow = memo(function ConversationRow(props: ConversationRowProps) {
  const { brief, network, search, isOpen, isCursor, isChosen, onChoose, onCursor } = props
  const say = useWords()
  const name = nameOf(brief) || say('inbox.nobody')
  return (
    <div
      className={styles.row}
      data-conversation={brief.id}
      data-unread={brief.unread || undefined}
      data-open={isOpen || undefined}
    >
      <Checkbox
        className={styles.choose}
        aria-label={say('inbox.choose', { name })}
        isSelected={isChosen}
        excludeFromTabOrder={!isCursor}
        onChange={(on) => onChoose(brief, on)}
      />
      <Link
        className={styles.link}
        to="/inbox/$brandId/$conversationId"
        params={{ brandId: brief.brandId, conversationId: brief.id }}
        search={search as never}
        state={{ stays: true }}
        resetScroll={false}
        preload={false}
        tabIndex={isCursor ? 0 : -1}
        aria-current={isOpen ? 'true' : undefined}
        onFocus={() => onCursor(brief.id)}
      >
        <Avatar name={name} src={webAddress(brief.author?.avatarUrl)} size={36} network={network} />
        <span className={styles.words}>
          <RowTop {...props} name={name} />
          <Excerpt brief={brief} />
          <RowFoot {...props} />
        </span>
      </Link>
    </div>
  )
})

export const nameOf = ({ author }: Pick<Brief, 'author'>): string =>
  readable(author?.name || author?.handle || '').trim()

function RowTop({ brief, zone, now, name }: ConversationRowProps & { name: string }) {
  const say = useWords()
  const format = useFormat()
  return (
    <span className={styles.top}>
      {brief.unread && <span className={styles.dot} role="img" aria-label={say('inbox.unread')} />}
      <bdi className={styles.name}>{name}</bdi>
      {brief.count > 1 && <span className={styles.count}>{format.number(brief.count)}</span>}
      <time className={styles.when} dateTime={brief.lastAt} title={format.moment(brief.lastAt, zone)}>
        {format.relative(brief.lastAt, Math.max(now, Date.parse(brief.lastAt)))}
      </time>
    </span>
  )
}

function Excerpt({ brief }: { brief: Brief }) {
  const say = useWords()
  const { found } = brief
  if (found)
    return (
      <span className={styles.excerpt} dir="auto">
        {found.isNote && <Icon name="note" size={14} label={say('inbox.note')} />}
        {found.text.slice(0, found.from)}
        <mark>{found.text.slice(found.from, found.to)}</mark>
        {found.text.slice(found.to)}
      </span>
    )
  return (
    <span className={styles.excerpt}>
      {brief.excerptIsOwn && <span className={styles.own}>{say('inbox.you')} </span>}
      <bdi dir="auto">{readable(brief.excerpt) || say(`inbox.kind.${brief.kind}`)}</bdi>
    </span>
  )
}

function RowFoot({ brief, account, network, brand, zone, now }: ConversationRowProps) {
  const say = useWords()
  const format = useFormat()
  return (
    <span className={styles.foot}>
      <Icon name={kindIcons[brief.kind]} size={14} label={say(`inbox.kind.${brief.kind}`)} />
      <span className={styles.where}>
        {brand && <Swatch color={brand.color} />}
        <bdi>{[brand?.name, account?.name ?? network?.name].filter(Boolean).join(' · ')}</bdi>
      </span>
      {brief.rating !== null && (
        <Badge tone={brief.rating <= 2 ? 'bad' : 'plain'} icon="star">
          {format.number(brief.rating)}
        </Badge>
      )}
      {brief.tone === 'negative' && <Badge tone="bad">{say('inbox.tone.negative')}</Badge>}
      {brief.dueAt && brief.waitingSince && (
        <Badge tone={Date.parse(brief.dueAt) < now ? 'bad' : 'warn'} icon="clock">
          {format.relative(brief.dueAt, now)}
        </Badge>
      )}
      {brief.state === 'snoozed' && brief.snoozedUntil && (
        <Badge tone="note" icon="snooze">
          <span title={format.moment(brief.snoozedUntil, zone)}>{format.relative(brief.snoozedUntil, now)}</span>
        </Badge>
      )}
      {brief.labels.slice(0, 2).map((label) => (
        <Badge key={label}>
          <bdi className={styles.label}>{label}</bdi>
        </Badge>
      ))}
      {brief.labels.length > 2 && <Badge>+{format.number(brief.labels.length - 2)}</Badge>}
      {brief.assignee && (
        <span
          className={styles.assignee}
          role="img"
          aria-label={say('inbox.assignedTo', { name: brief.assignee.name })}
        >
          <Avatar name={brief.assignee.name} size={20} />
        </span>
      )}
    </span>
  )
}
