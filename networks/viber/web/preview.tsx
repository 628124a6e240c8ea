import { Picture } from '../../../web/preview/picture.tsx'
import { PlaySign, Sign } from '../../../web/preview/sign.tsx'
import { type DrawSpan, SpannedText } from '../../../web/preview/spanned-text.tsx'
import { clockIn, hostOf, lengthOf } from '../../../web/preview/text-parts.ts'
import type { PreviewProps } from '../../../web/preview-contract.ts'
import type { LinkCard, MediaUse, Part } from '../../compose.ts'
import { plainText } from '../../rich-text.ts'
import composing, { goesWithPicture } from '../compose.ts'
import styles from './preview.module.css'

/** As a channel shows it: one bubble for each message the post becomes. */
export function Preview(props: PreviewProps) {
  const [part] = props.content.parts
  if (!part) return null
  return (
    <div className={styles.chat}>
      <p className={styles.name}>{props.account.name}</p>
      {bubbles(part).map(({ text, file }, place) => (
        <article key={file?.id ?? 'text'} className={styles.bubble} data-file={file !== undefined || undefined}>
          {file && <Seen file={file} mediaUrl={props.mediaUrl} />}
          {text && <Words text={text} {...props} />}
          {part.card && place === 0 && !file && <Card card={part.card} mediaUrl={props.mediaUrl} />}
          <p className={styles.foot}>
            {clockIn(props.locale, props.zone, props.now)}
            <Sign size={14}>
              <path d="M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12ZM12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6Z" />
            </Sign>
          </p>
        </article>
      ))}
    </div>
  )
}

type Bubble = { text: string; file?: MediaUse }

function bubbles({ text, media }: Part): Bubble[] {
  const [first, ...others] = media
  const words = text.trim()
  const rest = others.map((file) => ({ text: '', file }))
  if (!first) return [{ text: words }]
  if (goesWithPicture(words, first.kind)) return [{ text: words, file: first }, ...rest]
  return [...(words ? [{ text: words }] : []), { text: '', file: first }, ...rest]
}

const Words = ({ text, content }: PreviewProps & { text: string }) => (
  <p className={styles.text}>
    <SpannedText text={plainText(text)} spans={composing.spans(text, content)} draw={drawSpan} />
  </p>
)

const drawSpan: DrawSpan = (_kind, children) => <span className={styles.link}>{children}</span>

function Seen({ file, mediaUrl }: { file: MediaUse; mediaUrl: PreviewProps['mediaUrl'] }) {
  if (file.kind !== 'image' && file.kind !== 'video')
    return (
      <p className={styles.file}>
        <span className={styles.fileSign}>
          <Sign size={20}>
            <path d="M7 3h7l4 4v14H7zM14 3v4h4" />
          </Sign>
        </span>
        {file.fileName}
      </p>
    )
  return (
    <div className={styles.seen}>
      <Picture media={file} mediaUrl={mediaUrl} ratio={1.2} />
      {file.kind === 'video' && (
        <>
          <span className={styles.play}>
            <PlaySign size={22} />
          </span>
          <span className={styles.length}>{lengthOf(file.durationMs)}</span>
        </>
      )}
    </div>
  )
}

function Card({ card, mediaUrl }: { card: LinkCard; mediaUrl: PreviewProps['mediaUrl'] }) {
  const picture = card.imageMediaId ? mediaUrl(card.imageMediaId) : undefined
  return (
    <div className={styles.card}>
      {picture && <img src={picture.url} alt="" />}
      <b>{card.title}</b>
      <span className={styles.dim}>{hostOf(card.url)}</span>
    </div>
  )
}
