import { memo } from 'react'
import type { SaidEntry as Said } from '../../../api/inbox.ts'
import { useFormat } from '../../../i18n/format.ts'
import { useWords } from '../../../i18n/words.tsx'
import { Avatar } from '../../../ui/avatar.tsx'
import { Badge } from '../../../ui/feedback.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { useEntryPlace } from '../conversation/use-entry-place.ts'
import { ActsDone } from './acts-done.tsx'
import { readable, webAddress } from './fold-text.ts'
import { MessageActs } from './message-acts.tsx'
import { SaidMedia } from './said-media.tsx'
import { SaidText } from './said-text.tsx'
import { ApprovedBy, OnlyForThem, SentMedia, WayBadge } from './sent-from-here.tsx'
import styles from './timeline.module.css'

/** One thing that was said, by whom and when, what became of it, and what can be done with it. */
export const SaidEntry = memo(function SaidEntry({ entry, zone }: { entry: Said; zone: string }) {
  const say = useWords()
  const { head, to } = useEntryPlace()
  const { said, sent } = entry
  const name = readable(said.author.name || said.author.handle).trim() || say('inbox.nobody')
  return (
    <article
      className={styles.said}
      data-own={said.own || undefined}
      data-hidden={entry.hidden || said.deleted || undefined}
      data-private={sent?.way === 'private' || undefined}
      data-target={(to === said.id && head.may.reply) || undefined}
      aria-label={say(said.own ? 'inbox.said.own' : 'inbox.said', { name })}
    >
      <Avatar name={name} src={webAddress(said.author.avatarUrl)} size={28} />
      <div className={styles.body}>
        <SaidTop entry={entry} name={name} zone={zone} />
        <SaidWords entry={entry} />
        {sent && said.media.length === 0 && !said.deleted && <SentMedia mediaIds={sent.mediaIds} />}
        {sent && <OnlyForThem way={sent.way} />}
        {sent && <ApprovedBy approvedBy={sent.approvedBy} />}
        <ActsDone acts={entry.acts} />
        <MessageActs entry={entry} />
      </div>
    </article>
  )
})

/** What goes without saying in a conversation. */
const spoken = ['comment', 'reply', 'message']

function SaidTop({ entry, name, zone }: { entry: Said; name: string; zone: string }) {
  const say = useWords()
  const format = useFormat()
  const { head } = useEntryPlace()
  const { said, sent } = entry
  return (
    <p className={styles.top}>
      <bdi className={styles.name}>{name}</bdi>
      {said.author.handle && said.author.handle !== said.author.name && (
        <bdi className={styles.dim}>{readable(said.author.handle)}</bdi>
      )}
      {sent && !entry.automated && <span className={styles.dim}>{say('inbox.sent.by', { name: sent.by.name })}</span>}
      {sent && <WayBadge way={sent.way} />}
      {!spoken.includes(said.kind) && said.kind !== head.kind && <Badge>{say(`inbox.kind.${said.kind}`)}</Badge>}
      {said.rating !== null && <Rating value={said.rating} />}
      {entry.automated && <Badge icon="sparkle">{say('inbox.automated')}</Badge>}
      {said.edited && !said.deleted && <Badge>{say('inbox.edited')}</Badge>}
      {entry.hidden && (
        <Badge tone="warn" icon="eye-off">
          {say('inbox.hidden')}
        </Badge>
      )}
      {said.deleted && (
        <Badge tone="bad" icon="trash">
          {say('inbox.deleted')}
        </Badge>
      )}
      {entry.liked && (
        <Badge tone="accent" icon="heart">
          {say('inbox.liked')}
        </Badge>
      )}
      <time className={styles.when} dateTime={said.at} title={format.second(said.at, zone)}>
        {format.time(said.at, zone)}
      </time>
    </p>
  )
}

function SaidWords({ entry: { said, acts } }: { entry: Said }) {
  const say = useWords()
  const kept = said.deleted ? acts.find((act) => act.kept)?.kept : null
  if (said.deleted)
    return kept ? (
      <details className={styles.kept}>
        <summary>{say('inbox.deleted.kept')}</summary>
        <SaidText text={kept} />
      </details>
    ) : (
      <p className={styles.dim}>{say('inbox.deleted.text')}</p>
    )
  return (
    <>
      {said.text ? <SaidText text={said.text} /> : <WithoutWords kind={said.kind} media={said.media.length} />}
      <SaidMedia media={said.media} />
    </>
  )
}

const silent = { reaction: 'inbox.silent.reaction', reshare: 'inbox.silent.reshare', follow: 'inbox.silent.follow' }

function WithoutWords({ kind, media }: { kind: Said['said']['kind']; media: number }) {
  const say = useWords()
  if (kind === 'reaction' || kind === 'reshare' || kind === 'follow')
    return <p className={styles.dim}>{say(silent[kind])}</p>
  return media > 0 ? null : <p className={styles.dim}>{say('inbox.silent')}</p>
}

const most = 5

function Rating({ value }: { value: number }) {
  const say = useWords()
  const full = Math.round(Math.min(most, Math.max(0, value)))
  return (
    <span className={styles.rating} role="img" aria-label={say('inbox.rating', { value, most })}>
      {Array.from({ length: most }, (_, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the stars are all alike
        <Icon key={at} name="star" size={14} className={at < full ? styles.full : styles.pale} />
      ))}
    </span>
  )
}
