import { Picture } from '../../../web/preview/picture.tsx'
import { croppedRatio } from '../../../web/preview/seen-part.ts'
import { PlaySign, Sign } from '../../../web/preview/sign.tsx'
import { type DrawSpan, SpannedText } from '../../../web/preview/spanned-text.tsx'
import { clockIn, hostOf, lengthOf, partsShown } from '../../../web/preview/text-parts.ts'
import type { PreviewProps } from '../../../web/preview-contract.ts'
import type { LinkCard, MediaUse, Part, Poll } from '../../compose.ts'
import { contentWarningOf } from '../compose.ts'
import { spansOf } from '../entity-spans.ts'
import { sentText } from '../sent-text.ts'
import styles from './preview.module.css'

/** As a timeline of the web interface shows it. */
export function Preview(props: PreviewProps) {
  const parts = partsShown(props.content)
  return (
    <div className={styles.column}>
      {parts.map((part, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a part is known by its place in the thread
        <Status key={place} {...props} part={part} after={place > 0} goesOn={place < parts.length - 1} />
      ))}
    </div>
  )
}

function Status({ part, after, goesOn, ...props }: PreviewProps & { part: Part; after: boolean; goesOn: boolean }) {
  const { account, content } = props
  const warning = contentWarningOf(content)
  const text = sentText(part.text.trim())
  const hidden = content.options.sensitive === true || warning !== ''
  return (
    <article className={styles.status} data-after={after || undefined} data-goes-on={goesOn || undefined}>
      <header className={styles.top}>
        {account.avatarUrl ? (
          <img className={styles.face} src={account.avatarUrl} alt="" />
        ) : (
          <span className={styles.face} data-initial={account.name.slice(0, 1)} />
        )}
        <div className={styles.names}>
          <b>{account.name}</b>
          <span className={styles.dim}>@{account.handle.replace(/^@/, '')}</span>
        </div>
        <span className={styles.when}>
          <Visibility of={String(content.options.visibility ?? 'public')} />{' '}
          {clockIn(props.locale, props.zone, props.now)}
        </span>
      </header>
      <div className={styles.body}>
        {warning && <p className={styles.warning}>{warning}</p>}
        {text && (
          <p className={styles.text}>
            <SpannedText text={text} spans={spansOf(text)} draw={drawSpan} />
          </p>
        )}
        {part.poll && <PollBox poll={part.poll} say={props.say} />}
        {part.media.length > 0 && (
          <Gallery media={part.media} mediaUrl={props.mediaUrl} hidden={hidden} say={props.say} />
        )}
        {part.card && part.media.length === 0 && <Card card={part.card} mediaUrl={props.mediaUrl} />}
        <Acts />
      </div>
    </article>
  )
}

/** Addresses lose their scheme, as the server writes them. */
const drawSpan: DrawSpan = (kind, children, span) => (
  <span className={styles.link}>{kind === 'link' && span.target ? shortAddress(span.target) : children}</span>
)

function shortAddress(address: string): string {
  const bare = address.replace(/^https?:\/\/(www\.)?/, '')
  return bare.length > 30 ? `${bare.slice(0, 30)}…` : bare
}

const locks: Record<string, string> = {
  public: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM3 12h18M12 3c5 5.5 5 12.5 0 18M12 3c-5 5.5-5 12.5 0 18',
  unlisted: 'M20 14.5A8.5 8.5 0 1 1 9.5 4a7 7 0 0 0 10.5 10.5Z',
  private: 'M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3',
  direct: 'M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM16 8v5.5a2.5 2.5 0 0 0 5 0V12a9 9 0 1 0-3.5 7',
}

const Visibility = ({ of }: { of: string }) => (
  <Sign size={14}>
    <path d={locks[of] ?? locks.public} />
  </Sign>
)

type GalleryProps = { media: MediaUse[]; mediaUrl: PreviewProps['mediaUrl']; hidden: boolean; say: PreviewProps['say'] }

/** One keeps its shape, more share a frame of 3 : 2; the focus stays in sight wherever a picture is cut. */
function Gallery({ media, mediaUrl, hidden, say }: GalleryProps) {
  const shown = media.slice(0, 4)
  const [only] = shown
  const alone = shown.length === 1 && only
  return (
    <div className={styles.gallery} data-count={shown.length}>
      {shown.map((one, place) => (
        <div key={one.id} className={styles.item}>
          {one.kind === 'audio' ? (
            <div className={styles.audio}>{one.fileName ?? lengthOf(one.durationMs)}</div>
          ) : (
            <Picture
              media={one}
              mediaUrl={mediaUrl}
              ratio={alone ? Math.max(0.56, croppedRatio(one)) : ratioAt(place, shown.length)}
            />
          )}
          {one.kind === 'video' && (
            <span className={styles.play}>
              <PlaySign size={24} />
            </span>
          )}
          {one.kind === 'gif' && <span className={styles.badge}>GIF</span>}
          {one.alt && <span className={styles.alt}>ALT</span>}
        </div>
      ))}
      {hidden && <span className={styles.veil}>{say('mastodon.preview.sensitive')}</span>}
    </div>
  )
}

/** Cells of a 3 : 2 frame: halves stand, quarters lie; of three the first is a half. */
const ratioAt = (place: number, count: number) => (count === 2 || (count === 3 && place === 0) ? 0.75 : 1.5)

function PollBox({ poll, say }: { poll: Poll; say: PreviewProps['say'] }) {
  return (
    <div className={styles.poll}>
      {poll.options.map((option, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two answers may read alike while being written
        <p key={place} className={styles.option}>
          <span className={styles.radio} data-many={poll.multiple || undefined} />
          {option}
        </p>
      ))}
      <p className={styles.dim}>
        <span className={styles.vote}>{say('mastodon.preview.vote')}</span>{' '}
        {say('mastodon.preview.poll', { votes: 0, hours: Math.max(1, Math.round(poll.durationSeconds / 3600)) })}
      </p>
    </div>
  )
}

function Card({ card, mediaUrl }: { card: LinkCard; mediaUrl: PreviewProps['mediaUrl'] }) {
  const picture = card.imageMediaId ? mediaUrl(card.imageMediaId) : undefined
  return (
    <div className={styles.card}>
      {picture && <img src={picture.url} alt="" />}
      <div className={styles.cardWords}>
        <span className={styles.dim}>{hostOf(card.url)}</span>
        <b>{card.title || card.url}</b>
        {card.description && <span className={styles.dim}>{card.description}</span>}
      </div>
    </div>
  )
}

function Acts() {
  return (
    <div className={styles.acts}>
      <Sign size={19}>
        <path d="M10 6 4 12l6 6M4 12h11a5 5 0 0 1 5 5v1" />
      </Sign>
      <Sign size={19}>
        <path d="M17 3l4 4-4 4M21 7H8a4 4 0 0 0-4 4v1M7 21l-4-4 4-4M3 17h13a4 4 0 0 0 4-4v-1" />
      </Sign>
      <Sign size={19}>
        <path d="M12 3.5l2.6 5.4 5.9.8-4.3 4.1 1 5.9L12 16.9l-5.2 2.8 1-5.9L3.5 9.7l5.9-.8L12 3.5Z" />
      </Sign>
      <Sign size={19}>
        <path d="M6 4h12v16l-6-4.5L6 20V4Z" />
      </Sign>
      <Sign size={19}>
        <path d="M5.5 12v.01M12 12v.01M18.5 12v.01" />
      </Sign>
    </div>
  )
}
