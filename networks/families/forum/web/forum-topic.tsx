import type { ReactNode } from 'react'
import { Picture } from '../../../../web/preview/picture.tsx'
import { croppedRatio } from '../../../../web/preview/seen-part.ts'
import { PlaySign } from '../../../../web/preview/sign.tsx'
import { type DrawSpan, SpannedText } from '../../../../web/preview/spanned-text.tsx'
import { clockIn, partsShown } from '../../../../web/preview/text-parts.ts'
import type { PreviewProps } from '../../../../web/preview-contract.ts'
import type { MediaUse, Poll, Span } from '../../../compose.ts'
import { shownOnForum } from '../forum-markdown.ts'
import styles from './forum-topic.module.css'

type Looks = PreviewProps & {
  look: 'plain' | 'boxed'
  title: string
  /** Names of category and tags. */
  filed: string[]
  spansOf: (text: string) => Span[]
  /** What stands below a poll, and below each post. */
  underPoll: string
  acts: ReactNode
}

/** A topic as a forum shows it: its title, where it is filed, and posts below each other with faces beside them. */
export function ForumTopic(props: Looks) {
  return (
    <section className={styles.topic} data-look={props.look}>
      <h3 className={styles.title}>{props.title}</h3>
      {props.filed.length > 0 && (
        <p className={styles.filed}>
          {props.filed.map((name) => (
            <span key={name}>{name}</span>
          ))}
        </p>
      )}
      {partsShown(props.content).map((part, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a post is known by its place in the topic
        <article key={place} className={styles.post}>
          <Face {...props.account} />
          <div className={styles.body}>
            <header className={styles.by}>
              <b>{props.account.handle}</b>
              <span>{clockIn(props.locale, props.zone, props.now)}</span>
            </header>
            {part.text.trim() && (
              <p className={styles.text}>
                <SpannedText text={shownOnForum(part.text)} spans={props.spansOf(part.text.trim())} draw={drawSpan} />
              </p>
            )}
            {part.poll && <PollBox poll={part.poll} under={props.underPoll} />}
            {part.media.map((one) => (
              <File key={one.id} media={one} mediaUrl={props.mediaUrl} />
            ))}
            <footer className={styles.acts}>{props.acts}</footer>
          </div>
        </article>
      ))}
    </section>
  )
}

const Face = ({ avatarUrl, name }: PreviewProps['account']) =>
  avatarUrl ? (
    <img className={styles.face} src={avatarUrl} alt="" />
  ) : (
    <span className={styles.face} data-initial={name.slice(0, 1)} />
  )

const drawSpan: DrawSpan = (kind, children) => {
  if (kind === 'bold') return <b>{children}</b>
  if (kind === 'italic') return <i>{children}</i>
  if (kind === 'underline') return <u>{children}</u>
  if (kind === 'strike') return <s>{children}</s>
  if (kind === 'code') return <code>{children}</code>
  if (kind === 'spoiler') return <span className={styles.spoiler}>{children}</span>
  return <span className={kind === 'mention' ? styles.mention : styles.link}>{children}</span>
}

function PollBox({ poll, under }: { poll: Poll; under: string }) {
  return (
    <div className={styles.poll}>
      {poll.question && <b>{poll.question}</b>}
      {poll.options.map((option, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two answers may read alike while being written
        <p key={place} className={styles.option}>
          <span className={styles.radio} data-many={poll.multiple || undefined} />
          {option}
        </p>
      ))}
      <p className={styles.under}>{under}</p>
    </div>
  )
}

function File({ media, mediaUrl }: { media: MediaUse; mediaUrl: PreviewProps['mediaUrl'] }) {
  if (media.kind === 'document' || media.kind === 'audio')
    return <p className={styles.link}>{media.fileName ?? media.mime}</p>
  return (
    <div className={styles.file}>
      <Picture media={media} mediaUrl={mediaUrl} ratio={croppedRatio(media)} />
      {media.kind === 'video' && (
        <span className={styles.play}>
          <PlaySign size={24} />
        </span>
      )}
    </div>
  )
}
