import { Picture } from '../../../web/preview/picture.tsx'
import { croppedRatio } from '../../../web/preview/seen-part.ts'
import { PlaySign, Sign } from '../../../web/preview/sign.tsx'
import { type DrawSpan, SpannedText } from '../../../web/preview/spanned-text.tsx'
import { clockIn, hostOf, partsShown } from '../../../web/preview/text-parts.ts'
import type { PreviewProps } from '../../../web/preview-contract.ts'
import type { MediaUse, Part } from '../../compose.ts'
import { quotedIn } from '../compose.ts'
import { spansOf, wordsOf } from '../words.ts'
import styles from './preview.module.css'

/** As the timeline of the site shows it; a line joins the parts of a thread. */
export function Preview(props: PreviewProps) {
  const parts = partsShown(props.content)
  return (
    <div className={styles.column}>
      {parts.map((part, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a part is known by its place in the thread
        <Post key={place} {...props} part={part} first={place === 0} goesOn={place < parts.length - 1} />
      ))}
    </div>
  )
}

function Post({ part, first, goesOn, ...props }: PreviewProps & { part: Part; first: boolean; goesOn: boolean }) {
  const { account, content, say } = props
  const text = wordsOf(part.text).trim()
  const quoted = first ? quotedIn(content) : undefined
  return (
    <article className={styles.post} data-goes-on={goesOn || undefined}>
      {account.avatarUrl ? (
        <img className={styles.face} src={account.avatarUrl} alt="" />
      ) : (
        <span className={styles.face} data-initial={account.name.slice(0, 1)} />
      )}
      <div className={styles.body}>
        <p className={styles.names}>
          <b>{account.name}</b>{' '}
          <span className={styles.dim}>
            @{account.handle.replace(/^@/, '')} · {clockIn(props.locale, props.zone, props.now)}
          </span>
        </p>
        {text && (
          <p className={styles.text}>
            <SpannedText text={text} spans={spansOf(text)} draw={drawSpan} />
          </p>
        )}
        {part.poll && (
          <div className={styles.poll}>
            {part.poll.options.map((option, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two answers may read alike while being written
              <p key={place} className={styles.option}>
                {option}
              </p>
            ))}
            <p className={styles.dim}>
              {say('x-twitter.preview.poll', {
                votes: 0,
                hours: Math.max(1, Math.round(part.poll.durationSeconds / 3600)),
              })}
            </p>
          </div>
        )}
        {part.media.length > 0 && <Gallery media={part.media.slice(0, 4)} mediaUrl={props.mediaUrl} />}
        {part.card && part.media.length === 0 && (
          <div className={styles.card}>
            <span className={styles.dim}>{hostOf(part.card.url)}</span>
            <span>{part.card.title || part.card.url}</span>
          </div>
        )}
        {quoted && <div className={styles.card}>x.com/i/status/{quoted}</div>}
        {first && content.options.paidPartnership === true && (
          <p className={styles.paid}>{say('x-twitter.preview.paid')}</p>
        )}
        <Acts />
      </div>
    </article>
  )
}

/** Addresses lose their scheme, as the site writes them. */
const drawSpan: DrawSpan = (kind, children, span) => (
  <span className={styles.link}>
    {kind === 'link' && span.target ? span.target.replace(/^https?:\/\/(www\.)?/, '').slice(0, 30) : children}
  </span>
)

function Gallery({ media, mediaUrl }: { media: MediaUse[]; mediaUrl: PreviewProps['mediaUrl'] }) {
  const [only] = media
  return (
    <div className={styles.gallery} data-count={media.length}>
      {media.map((one, place) => (
        <div key={one.id} className={styles.item}>
          <Picture
            media={one}
            mediaUrl={mediaUrl}
            ratio={media.length === 1 && only ? Math.max(0.75, croppedRatio(only)) : ratioAt(place, media.length)}
          />
          {one.kind === 'video' && (
            <span className={styles.play}>
              <PlaySign size={24} />
            </span>
          )}
          {(one.alt || one.kind === 'gif') && (
            <span className={styles.badge}>
              {[one.kind === 'gif' && 'GIF', one.alt && 'ALT'].filter(Boolean).join(' ')}
            </span>
          )}
        </div>
      ))}
    </div>
  )
}

/** Cells of a 16 : 9 frame: halves stand, quarters lie; of three the first is a half. */
const ratioAt = (place: number, count: number) => (count === 2 || (count === 3 && place === 0) ? 0.89 : 1.78)

const acts = [
  'M4 12a8 8 0 0 1 8-8h1a7.5 7.5 0 0 1 0 15l-5 3v-3.2A8 8 0 0 1 4 12Z',
  'M5 8l3-3 3 3M8 5v9a3 3 0 0 0 3 3h3M19 16l-3 3-3-3M16 19v-9a3 3 0 0 0-3-3h-3',
  'M12 20S4 15 4 9.2A4.2 4.2 0 0 1 12 7a4.2 4.2 0 0 1 8 2.2C20 15 12 20 12 20Z',
  'M5 20v-8M10 20V5M15 20v-6M20 20V9',
  'M6 4h12v16l-6-4.5L6 20V4Z',
]
const Acts = () => (
  <div className={styles.acts}>
    {acts.map((line) => (
      <Sign key={line} size={18}>
        <path d={line} />
      </Sign>
    ))}
  </div>
)
