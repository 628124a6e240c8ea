import { Picture } from '../../../web/preview/picture.tsx'
import { croppedRatio } from '../../../web/preview/seen-part.ts'
import { PlaySign, Sign } from '../../../web/preview/sign.tsx'
import { type DrawSpan, SpannedText } from '../../../web/preview/spanned-text.tsx'
import { clockIn, partsShown } from '../../../web/preview/text-parts.ts'
import type { PreviewProps } from '../../../web/preview-contract.ts'
import type { LinkCard, MediaUse, Part, Poll } from '../../compose.ts'
import { richText } from '../../rich-text.ts'
import { buttonsOf } from '../buttons.ts'
import { placeOf } from '../channels.ts'
import composing from '../compose.ts'
import styles from './preview.module.css'

/** As a channel shows it, or a forum its post. */
export function Preview(props: PreviewProps) {
  const { content, account } = props
  const place = placeOf(account.facts, content.options.channel)
  return (
    <div className={styles.channel}>
      <p className={styles.place}>
        <b className={styles.hash}>{place?.kind === 'forum' ? '💬' : '#'}</b> {place?.name}
      </p>
      {place?.kind === 'forum' && <h3 className={styles.title}>{String(content.options.title ?? '')}</h3>}
      {partsShown(content).map((part, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a part is known by its place
        <Message key={at} {...props} part={part} first={at === 0} />
      ))}
    </div>
  )
}

function Message({ part, first, ...props }: PreviewProps & { part: Part; first: boolean }) {
  const { account, content, say } = props
  const buttons = first ? buttonsOf(content.options.buttons) : []
  return (
    <article className={styles.message}>
      {account.avatarUrl ? (
        <img className={styles.face} src={account.avatarUrl} alt="" />
      ) : (
        <span className={styles.face} data-initial={account.name.slice(0, 1)} />
      )}
      <div className={styles.body}>
        <p className={styles.head}>
          <b>{account.name}</b> <span className={styles.app}>{say('discord.preview.app')}</span>{' '}
          <span className={styles.dim}>{clockIn(props.locale, props.zone, props.now)}</span>
        </p>
        {part.text.trim() && (
          <p className={styles.text}>
            <SpannedText text={richText(part.text).text} spans={composing.spans(part.text, content)} draw={drawSpan} />
          </p>
        )}
        <Files media={part.media} mediaUrl={props.mediaUrl} veiled={content.options.spoiler === true} />
        {part.card && content.options.noPreview !== true && <Embed card={part.card} mediaUrl={props.mediaUrl} />}
        {part.poll && <PollBox poll={part.poll} say={say} />}
        {buttons.length > 0 && (
          <p className={styles.buttons}>
            {buttons.map((one) => (
              <span key={one.label + one.url} className={styles.button}>
                {one.label}
                <Sign size={14}>
                  <path d="M14 4h6v6M20 4l-9 9M18 14v6H4V6h6" />
                </Sign>
              </span>
            ))}
          </p>
        )}
      </div>
    </article>
  )
}

const drawSpan: DrawSpan = (kind, children) => {
  if (kind === 'bold') return <b>{children}</b>
  if (kind === 'italic') return <i>{children}</i>
  if (kind === 'underline') return <u>{children}</u>
  if (kind === 'strike') return <s>{children}</s>
  if (kind === 'code') return <code className={styles.code}>{children}</code>
  if (kind === 'spoiler') return <span className={styles.spoiler}>{children}</span>
  if (kind === 'mention') return <span className={styles.mention}>{children}</span>
  return <span className={styles.link}>{children}</span>
}

type FilesProps = { media: MediaUse[]; mediaUrl: PreviewProps['mediaUrl']; veiled: boolean }

/** Pictures and videos in a frame of their own, anything else as a line. */
function Files({ media, mediaUrl, veiled }: FilesProps) {
  const seen = media.filter((one) => one.kind !== 'audio' && one.kind !== 'document')
  const alone = seen.length === 1
  return (
    <>
      <div className={styles.gallery} data-count={Math.min(seen.length, 3)} data-veiled={veiled || undefined}>
        {seen.map((one) => (
          <div key={one.id} className={styles.item}>
            <Picture media={one} mediaUrl={mediaUrl} ratio={alone ? Math.max(0.8, croppedRatio(one)) : 1} />
            {one.kind === 'video' && (
              <span className={styles.play}>
                <PlaySign size={22} />
              </span>
            )}
            {one.alt && <span className={styles.alt}>ALT</span>}
          </div>
        ))}
      </div>
      {media
        .filter((one) => !seen.includes(one))
        .map((one) => (
          <p key={one.id} className={styles.file}>
            {one.fileName ?? one.kind}
          </p>
        ))}
    </>
  )
}

function Embed({ card, mediaUrl }: { card: LinkCard; mediaUrl: PreviewProps['mediaUrl'] }) {
  const picture = card.imageMediaId ? mediaUrl(card.imageMediaId) : undefined
  return (
    <div className={styles.embed}>
      <b className={styles.link}>{card.title || card.url}</b>
      {card.description && <span>{card.description}</span>}
      {picture && <img src={picture.url} alt="" />}
    </div>
  )
}

function PollBox({ poll, say }: { poll: Poll; say: PreviewProps['say'] }) {
  return (
    <div className={styles.poll}>
      <b>{poll.question}</b>
      <span className={styles.dim}>{say(poll.multiple ? 'discord.preview.pollMany' : 'discord.preview.poll')}</span>
      {poll.options.map((option, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two answers may read alike while being written
        <span key={at} className={styles.option}>
          {option}
          <i className={styles.radio} data-many={poll.multiple || undefined} />
        </span>
      ))}
      <span className={styles.foot}>
        <span className={styles.dim}>
          {say('discord.preview.left', { hours: Math.round(poll.durationSeconds / 3600) })}
        </span>
        <span className={styles.vote}>{say('discord.preview.vote')}</span>
      </span>
    </div>
  )
}
