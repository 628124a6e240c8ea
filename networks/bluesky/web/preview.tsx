import { Picture } from '../../../web/preview/picture.tsx'
import { croppedRatio } from '../../../web/preview/seen-part.ts'
import { PlaySign, Sign } from '../../../web/preview/sign.tsx'
import { type DrawSpan, SpannedText } from '../../../web/preview/spanned-text.tsx'
import { clockIn, hostOf, lengthOf, partsShown } from '../../../web/preview/text-parts.ts'
import type { PreviewProps } from '../../../web/preview-contract.ts'
import type { LinkCard, MediaUse, Part } from '../../compose.ts'
import { sentText } from '../sent-text.ts'
import styles from './preview.module.css'

/** As the feed of the app shows it. */
export function Preview(props: PreviewProps) {
  const parts = partsShown(props.content)
  return (
    <div className={styles.feed}>
      {parts.map((part, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a part is known by its place in the thread
        <PostOfThread key={place} {...props} part={part} goesOn={place < parts.length - 1} />
      ))}
    </div>
  )
}

function PostOfThread({ account, part, goesOn, ...props }: PreviewProps & { part: Part; goesOn: boolean }) {
  const { text, spans } = sentText(part.text.trim())
  return (
    <article className={styles.post}>
      <div className={styles.rail}>
        <Face account={account} />
        {goesOn && <span className={styles.thread} />}
      </div>
      <div className={styles.body}>
        <p className={styles.by}>
          <b>{account.name}</b> <span className={styles.dim}>@{account.handle.replace(/^@/, '')}</span>
          <span className={styles.dim}>·&nbsp;{clockIn(props.locale, props.zone, props.now)}</span>
        </p>
        {text && (
          <p className={styles.text}>
            <SpannedText text={text} spans={spans} draw={drawSpan} />
          </p>
        )}
        <Embed part={part} mediaUrl={props.mediaUrl} />
        <Acts />
      </div>
    </article>
  )
}

const drawSpan: DrawSpan = (_, children) => <span className={styles.link}>{children}</span>

export function Face({ account }: Pick<PreviewProps, 'account'>) {
  return account.avatarUrl ? (
    <img className={styles.face} src={account.avatarUrl} alt="" />
  ) : (
    <span className={styles.face} data-initial={account.name.slice(0, 1)} />
  )
}

function Embed({ part, mediaUrl }: { part: Part; mediaUrl: PreviewProps['mediaUrl'] }) {
  const video = part.media.find((one) => one.kind === 'video')
  if (video) return <Video media={video} mediaUrl={mediaUrl} />
  if (part.media.length > 0) return <Images media={part.media} mediaUrl={mediaUrl} />
  return part.card ? <Card card={part.card} mediaUrl={mediaUrl} /> : null
}

/** One keeps its shape down to 1 : 2; two are squares; three are one and two; four are 3 : 2 each; more is a strip. */
function Images({ media, mediaUrl }: { media: MediaUse[]; mediaUrl: PreviewProps['mediaUrl'] }) {
  const [only] = media
  if (media.length === 1 && only)
    return <Image media={only} mediaUrl={mediaUrl} ratio={Math.max(0.5, croppedRatio(only))} />
  const shape = media.length > 4 ? 'many' : String(media.length)
  return (
    <div className={styles.images} data-shape={shape}>
      {media.map((one) => (
        <Image key={one.id} media={one} mediaUrl={mediaUrl} ratio={shape === '4' ? 1.5 : 1} />
      ))}
    </div>
  )
}

function Image({ media, mediaUrl, ratio }: { media: MediaUse; mediaUrl: PreviewProps['mediaUrl']; ratio: number }) {
  return (
    <div className={styles.image}>
      <Picture media={media} mediaUrl={mediaUrl} ratio={ratio} />
      {media.alt && <span className={styles.alt}>ALT</span>}
    </div>
  )
}

function Video({ media, mediaUrl }: { media: MediaUse; mediaUrl: PreviewProps['mediaUrl'] }) {
  return (
    <div className={styles.image}>
      <Picture media={media} mediaUrl={mediaUrl} ratio={Math.min(3, Math.max(1, croppedRatio(media)))} />
      <span className={styles.play}>
        <PlaySign size={26} />
      </span>
      <span className={styles.length}>{lengthOf(media.durationMs)}</span>
    </div>
  )
}

const cardRatio = 1.91

function Card({ card, mediaUrl }: { card: LinkCard; mediaUrl: PreviewProps['mediaUrl'] }) {
  const picture = card.imageMediaId ? mediaUrl(card.imageMediaId) : undefined
  return (
    <div className={styles.card}>
      {picture && <img className={styles.cardImage} src={picture.url} alt="" style={{ aspectRatio: cardRatio }} />}
      <div className={styles.cardWords}>
        <b>{card.title || card.url}</b>
        {card.description && <p className={styles.cardText}>{card.description}</p>}
        <p className={styles.host}>
          <Sign size={12}>
            <circle cx="12" cy="12" r="9" />
            <path d="M3 12h18M12 3c5 5.5 5 12.5 0 18M12 3c-5 5.5-5 12.5 0 18" />
          </Sign>
          {hostOf(card.url)}
        </p>
      </div>
    </div>
  )
}

function Acts() {
  return (
    <div className={styles.acts}>
      <Sign>
        <path d="M5 5h14a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2h-6l-5 4v-4H5a2 2 0 0 1-2-2V7a2 2 0 0 1 2-2Z" />
      </Sign>
      <Sign>
        <path d="M17 3l4 4-4 4M21 7H7a4 4 0 0 0-4 4v1M7 21l-4-4 4-4M3 17h14a4 4 0 0 0 4-4v-1" />
      </Sign>
      <Sign>
        <path d="M12 20S3.5 15 3.5 9A4.5 4.5 0 0 1 12 7a4.5 4.5 0 0 1 8.5 2c0 6-8.5 11-8.5 11Z" />
      </Sign>
      <Sign>
        <path d="M12 15V4M8 8l4-4 4 4M4 14v4a2 2 0 0 0 2 2h12a2 2 0 0 0 2-2v-4" />
      </Sign>
    </div>
  )
}
