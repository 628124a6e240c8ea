import { SpannedText } from '../../../web/preview/spanned-text.tsx'
import type { PreviewProps } from '../../../web/preview-contract.ts'
import type { Poll } from '../../compose.ts'
import { composing, lineOf, option } from '../compose.ts'
import styles from './preview.module.css'

/** As the column of chat shows it, or a place on the channel's schedule. */
export function Preview(props: PreviewProps) {
  const { content } = props
  const poll = content.parts[0]?.poll
  if (poll) return <PollBox {...props} poll={poll} />
  const as = option(content, 'as')
  if (as === 'broadcast') return <Broadcast {...props} />
  return (
    <div className={styles.chat}>
      {as === 'announcement' ? (
        <section className={styles.announcement} data-color={String(option(content, 'color'))}>
          <small>{props.say('twitch.preview.announcement')}</small>
          <Line {...props} />
        </section>
      ) : (
        <Line {...props} />
      )}
    </div>
  )
}

function Line({ account, content }: PreviewProps) {
  const text = lineOf(content.parts[0]?.text ?? '')
  return (
    <p className={styles.line}>
      <b className={styles.name}>{account.name}</b>
      {': '}
      <SpannedText
        text={text}
        spans={composing.spans(text, content)}
        draw={(kind, children) => <span className={kind === 'mention' ? styles.mention : styles.link}>{children}</span>}
      />
    </p>
  )
}

function PollBox({ poll, say }: PreviewProps & { poll: Poll }) {
  return (
    <div className={styles.chat}>
      <section className={styles.poll}>
        <small>{say('twitch.preview.poll', { seconds: poll.durationSeconds })}</small>
        <b>{lineOf(poll.question ?? '')}</b>
        {poll.options.map((answer, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two answers may read alike while being written
          <span key={place} className={styles.answer}>
            <span>{answer}</span>
            <span>0%</span>
          </span>
        ))}
      </section>
    </div>
  )
}

function Broadcast({ account, content, locale, zone, now, say }: PreviewProps) {
  const written = String(option(content, 'starts') ?? '')
  const starts = written && !Number.isNaN(Date.parse(written)) ? new Date(written) : now
  const format = new Intl.DateTimeFormat(locale, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: zone,
  })
  return (
    <article className={styles.broadcast}>
      <time dateTime={starts.toISOString()}>{format.format(starts)}</time>
      <b>{lineOf(content.parts[0]?.text ?? '')}</b>
      <span className={styles.dim}>
        {[
          account.name,
          String(option(content, 'category') ?? ''),
          say('twitch.preview.minutes', { minutes: Number(option(content, 'minutes')) }),
          option(content, 'weekly') === true ? say('twitch.preview.weekly') : '',
        ]
          .filter(Boolean)
          .join(' · ')}
      </span>
    </article>
  )
}
