import { Picture } from '../../../web/preview/picture.tsx'
import { PlaySign, Sign } from '../../../web/preview/sign.tsx'
import { type DrawSpan, SpannedText } from '../../../web/preview/spanned-text.tsx'
import { clockIn, hostOf, lengthOf } from '../../../web/preview/text-parts.ts'
import type { PreviewProps } from '../../../web/preview-contract.ts'
import type { LinkCard, MediaUse } from '../../compose.ts'
import { buttonsOf } from '../buttons.ts'
import { shown, spansOf } from '../markup.ts'
import styles from './preview.module.css'

/** As a channel shows it: a bubble on the violet wallpaper, buttons below. */
export function Preview(props: PreviewProps) {
  const { account, content } = props
  const [part] = content.parts
  if (!part) return null
  const text = shown(part.text.trim(), content.options.formatting)
  const seen = part.media.filter((one) => one.kind === 'image' || one.kind === 'video')
  const files = part.media.filter((one) => one.kind === 'audio' || one.kind === 'document')
  return (
    <div className={styles.chat}>
      <article className={styles.bubble}>
        <p className={styles.name}>{account.name}</p>
        {seen.length > 0 && <Album media={seen} mediaUrl={props.mediaUrl} />}
        {files.map((one) => (
          <FileRow key={one.id} file={one} />
        ))}
        {text && (
          <p className={styles.text}>
            <SpannedText text={text} spans={spansOf(part.text.trim(), content.options.formatting)} draw={drawSpan} />
          </p>
        )}
        {part.card && part.media.length === 0 && content.options.preview !== false && <Card card={part.card} />}
        <p className={styles.foot}>
          <Sign size={14}>
            <path d="M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12ZM12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6Z" />
          </Sign>
          1 {clockIn(props.locale, props.zone, props.now)}
        </p>
      </article>
      {buttonsOf(content.options.buttons).map((button) => (
        <span key={button.text + button.url} className={styles.button}>
          {button.text}
        </span>
      ))}
    </div>
  )
}

const drawSpan: DrawSpan = (kind, children) => {
  if (kind === 'bold') return <b>{children}</b>
  if (kind === 'italic') return <i>{children}</i>
  if (kind === 'underline') return <u>{children}</u>
  if (kind === 'strike') return <s>{children}</s>
  if (kind === 'code') return <code className={styles.code}>{children}</code>
  return <span className={styles.link}>{children}</span>
}

function Album({ media, mediaUrl }: { media: MediaUse[]; mediaUrl: PreviewProps['mediaUrl'] }) {
  return (
    <div className={styles.album} data-many={media.length > 1 || undefined}>
      {media.map((one) => (
        <div key={one.id} className={styles.item}>
          <Picture media={one} mediaUrl={mediaUrl} ratio={media.length > 1 ? 1 : 1.33} />
          {one.kind === 'video' && (
            <>
              <span className={styles.play}>
                <PlaySign size={22} />
              </span>
              <span className={styles.length}>{lengthOf(one.durationMs)}</span>
            </>
          )}
        </div>
      ))}
    </div>
  )
}

const FileRow = ({ file }: { file: MediaUse }) => (
  <p className={styles.file}>
    <span className={styles.fileSign}>
      {file.kind === 'audio' ? (
        <PlaySign size={18} />
      ) : (
        <Sign size={18}>
          <path d="M7 3h7l4 4v14H7zM14 3v4h4" />
        </Sign>
      )}
    </span>
    {file.fileName ?? lengthOf(file.durationMs)}
  </p>
)

const Card = ({ card }: { card: LinkCard }) => (
  <div className={styles.card}>
    <span className={styles.link}>{hostOf(card.url)}</span>
    <b>{card.title}</b>
    <span>{card.description}</span>
  </div>
)
