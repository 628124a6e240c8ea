import { Sign } from '../../../web/preview/sign.tsx'
import { type DrawSpan, SpannedText } from '../../../web/preview/spanned-text.tsx'
import { clockIn, hostOf, partsShown } from '../../../web/preview/text-parts.ts'
import type { PreviewProps } from '../../../web/preview-contract.ts'
import type { Content, LinkCard, Part, Poll } from '../../compose.ts'
import { buttonsOf } from '../buttons.ts'
import { formatted } from '../markup.ts'
import { placeOf } from '../place.ts'
import { spansOf } from '../spans.ts'
import { Album } from './album.tsx'
import styles from './preview.module.css'

/** As a channel or a group shows it: bubbles on the wallpaper. */
export function Preview(props: PreviewProps) {
  return (
    <div className={styles.chat}>
      {partsShown(props.content).map((part, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a part is known by its place
        <Message key={place} {...props} part={part} buttons={place === 0} />
      ))}
      <OnMap written={props.content.options.location} />
    </div>
  )
}

function Message({ part, buttons, ...props }: PreviewProps & { part: Part; buttons: boolean }) {
  const { account, content } = props
  const row = buttons ? buttonsOf(content.options.buttons) : []
  const seen = part.media.length > 0
  const above = content.options.captionAbove === true
  const album = seen && (
    <Album media={part.media} mediaUrl={props.mediaUrl} spoiler={content.options.spoiler === true} />
  )
  return (
    <article className={styles.message}>
      <div className={styles.bubble} data-media={seen || undefined}>
        <p className={styles.name}>{account.name}</p>
        {!above && album}
        <Words text={part.text.trim()} content={content} />
        {above && album}
        {part.poll && <PollBox poll={part.poll} say={props.say} />}
        {part.card && !seen && content.options.preview !== 'off' && (
          <LinkPreview card={part.card} mediaUrl={props.mediaUrl} large={content.options.preview === 'large'} />
        )}
        <p className={styles.foot}>
          <Sign size={15}>
            <path d="M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12ZM12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6Z" />
          </Sign>
          1 {clockIn(props.locale, props.zone, props.now)}
        </p>
      </div>
      {row.map((button) => (
        <span key={button.text + button.url} className={styles.button}>
          {button.text}
          <Sign size={12} width={2.4}>
            <path d="M8 16 18 6M10 6h8v8" />
          </Sign>
        </span>
      ))}
    </article>
  )
}

/** The map itself is the network's: here stands what it will say of the place. */
function OnMap({ written }: { written: unknown }) {
  const place = placeOf(written)
  if (!place) return null
  return (
    <article className={styles.message}>
      <div className={styles.place}>
        <Sign size={22}>
          <path d="M12 21s-6.5-6-6.5-11a6.5 6.5 0 0 1 13 0c0 5-6.5 11-6.5 11ZM12 12.2a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4Z" />
        </Sign>
        <span>
          <b>{place.title ?? `${place.latitude}, ${place.longitude}`}</b>
          {place.address && <span className={styles.dim}>{place.address}</span>}
        </span>
      </div>
    </article>
  )
}

function Words({ text, content }: { text: string; content: Content }) {
  if (!text) return null
  return (
    <p className={styles.text}>
      <SpannedText
        text={formatted(text, content.options.formatting).text}
        spans={spansOf(text, content)}
        draw={drawSpan}
      />
    </p>
  )
}

const drawSpan: DrawSpan = (kind, children) => {
  if (kind === 'bold') return <b>{children}</b>
  if (kind === 'italic') return <i>{children}</i>
  if (kind === 'underline') return <u>{children}</u>
  if (kind === 'strike') return <s>{children}</s>
  if (kind === 'code') return <code className={styles.code}>{children}</code>
  if (kind === 'spoiler') return <span className={styles.spoiler}>{children}</span>
  return <span className={styles.link}>{children}</span>
}

function PollBox({ poll, say }: { poll: Poll; say: PreviewProps['say'] }) {
  return (
    <div className={styles.poll}>
      {poll.question && <b>{poll.question}</b>}
      <p className={styles.dim}>{say(poll.multiple ? 'telegram.preview.pollMany' : 'telegram.preview.poll')}</p>
      {poll.options.map((option, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two answers may read alike while being written
        <p key={place} className={styles.option}>
          <span className={styles.radio} data-many={poll.multiple || undefined} />
          {option}
        </p>
      ))}
      <p className={styles.vote}>{say('telegram.preview.vote')}</p>
    </div>
  )
}

function LinkPreview({
  card,
  mediaUrl,
  large,
}: {
  card: LinkCard
  mediaUrl: PreviewProps['mediaUrl']
  large: boolean
}) {
  const picture = card.imageMediaId ? mediaUrl(card.imageMediaId) : undefined
  return (
    <div className={styles.card} data-large={large || undefined}>
      <div className={styles.cardWords}>
        <b className={styles.link}>{hostOf(card.url)}</b>
        <b>{card.title}</b>
        <span>{card.description}</span>
      </div>
      {picture && <img src={picture.url} alt="" />}
    </div>
  )
}
