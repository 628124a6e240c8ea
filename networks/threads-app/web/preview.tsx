import { Picture } from '../../../web/preview/picture.tsx'
import { croppedRatio } from '../../../web/preview/seen-part.ts'
import { PlaySign, Sign } from '../../../web/preview/sign.tsx'
import { type DrawSpan, SpannedText } from '../../../web/preview/spanned-text.tsx'
import { clockIn, hostOf, partsShown } from '../../../web/preview/text-parts.ts'
import type { PreviewProps } from '../../../web/preview-contract.ts'
import type { LinkCard, MediaUse, Part } from '../../compose.ts'
import { linksIn } from '../../families/graph-api/spans.ts'
import { composing, switchOption, textOf, textOption } from '../compose.ts'
import styles from './preview.module.css'

/** As the feed shows it: parts joined by a line. */
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

const drawSpan: DrawSpan = (_kind, children) => <span className={styles.link}>{children}</span>

function Post({ part, first, goesOn, ...props }: PreviewProps & { part: Part; first: boolean; goesOn: boolean }) {
  const { account, content, mediaUrl } = props
  const text = textOf(part.text).trim()
  const topic = first ? textOption(content, 'topic') : undefined
  const link = (first ? textOption(content, 'link') : undefined) ?? linksIn(text)[0]
  const plain = part.media.length === 0 && !part.poll
  return (
    <article className={styles.post} data-goes-on={goesOn || undefined}>
      {account.avatarUrl ? (
        <img className={styles.face} src={account.avatarUrl} alt="" />
      ) : (
        <span className={styles.face} data-initial={account.handle.slice(0, 1)} />
      )}
      <div className={styles.body}>
        <p>
          <b>{account.handle}</b>
          {topic && <b> › {topic}</b>}{' '}
          <span className={styles.dim}>{clockIn(props.locale, props.zone, props.now)}</span>
        </p>
        {text && (
          <p className={styles.text}>
            <SpannedText text={text} spans={composing.spans(text, content)} draw={drawSpan} />
          </p>
        )}
        {part.media.length > 0 && (
          <Strip media={part.media} mediaUrl={mediaUrl} hidden={first && switchOption(content, 'spoiler')} />
        )}
        {part.poll?.options.map((option, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two answers may read alike while being written
          <p key={place} className={styles.option}>
            {option}
          </p>
        ))}
        {plain && link && <Card link={link} card={part.card} />}
        <div className={styles.acts}>
          {acts.map((path) => (
            <Sign key={path} size={19}>
              <path d={path} />
            </Sign>
          ))}
        </div>
      </div>
    </article>
  )
}

const acts = [
  'M12 20s-8-4.8-8-10.5A4.5 4.5 0 0 1 12 7a4.5 4.5 0 0 1 8 2.5C20 15.2 12 20 12 20Z',
  'M12 4a8 8 0 1 1-4 15l-4 1 1-4a8 8 0 0 1 7-12Z',
  'M17 3l4 4-4 4M21 7H8a4 4 0 0 0-4 4v1M7 21l-4-4 4-4M3 17h13a4 4 0 0 0 4-4v-1',
  'M21 4 3 10l8 3 3 8 7-17ZM11 13l10-9',
]

/** One file keeps its shape; several lie in a row that is pulled aside. */
function Strip({
  media,
  mediaUrl,
  hidden,
}: {
  media: MediaUse[]
  mediaUrl: PreviewProps['mediaUrl']
  hidden: boolean
}) {
  return (
    <div className={styles.strip} data-many={media.length > 1 || undefined} data-hidden={hidden || undefined}>
      {media.map((one) => (
        <div key={one.id} className={styles.item}>
          <Picture media={one} mediaUrl={mediaUrl} ratio={Math.max(0.56, croppedRatio(one))} />
          {one.kind === 'video' && (
            <span className={styles.play}>
              <PlaySign size={24} />
            </span>
          )}
        </div>
      ))}
    </div>
  )
}

const Card = ({ link, card }: { link: string; card: LinkCard | undefined }) => (
  <div className={styles.card}>
    <span className={styles.dim}>{hostOf(link)}</span>
    <b>{card?.title || link}</b>
  </div>
)
