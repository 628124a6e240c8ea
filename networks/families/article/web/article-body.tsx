import { Picture } from '../../../../web/preview/picture.tsx'
import { croppedRatio } from '../../../../web/preview/seen-part.ts'
import { PlaySign } from '../../../../web/preview/sign.tsx'
import { type DrawSpan, SpannedText } from '../../../../web/preview/spanned-text.tsx'
import { lengthOf } from '../../../../web/preview/text-parts.ts'
import type { PreviewProps } from '../../../../web/preview-contract.ts'
import type { MediaUse } from '../../../compose.ts'
import { type paragraphSpans, paragraphsOf } from '../paragraphs.ts'
import styles from './article-body.module.css'

/** A text in paragraphs with its marks, as sites set it. */
export function ArticleText({ text }: { text: string }) {
  return (
    <>
      {paragraphsOf(text).map((paragraph, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a paragraph is known by its place
        <p key={place} className={styles.paragraph}>
          <SpannedText text={paragraph.text} spans={spansIn(paragraph)} draw={drawSpan} />
        </p>
      ))}
    </>
  )
}

const spansIn = ({ marks }: ReturnType<typeof paragraphsOf>[number]): ReturnType<typeof paragraphSpans> =>
  marks.map(({ kind, from, to, target }) => ({ kind, from, to, target }))

const drawSpan: DrawSpan = (kind, children) => {
  if (kind === 'bold') return <b>{children}</b>
  if (kind === 'italic') return <i>{children}</i>
  if (kind === 'underline') return <u>{children}</u>
  if (kind === 'strike') return <s>{children}</s>
  if (kind === 'code') return <code>{children}</code>
  if (kind === 'link') return <span className={styles.link}>{children}</span>
  return children
}

type MediaProps = { media: MediaUse[]; mediaUrl: PreviewProps['mediaUrl'] }

/** Pictures side by side, films and sounds below each other, other files by their names. */
export function ArticleMedia({ media, mediaUrl }: MediaProps) {
  const pictures = media.filter((one) => one.kind === 'image' || one.kind === 'gif')
  const alone = pictures.length === 1
  return (
    <>
      {pictures.length > 0 && (
        <div className={styles.gallery} data-alone={alone || undefined}>
          {pictures.map((one) => (
            <Picture key={one.id} media={one} mediaUrl={mediaUrl} ratio={alone ? croppedRatio(one) : 1} />
          ))}
        </div>
      )}
      {media.map((one) => (
        <Other key={one.id} media={one} mediaUrl={mediaUrl} />
      ))}
    </>
  )
}

function Other({ media, mediaUrl }: { media: MediaUse; mediaUrl: PreviewProps['mediaUrl'] }) {
  if (media.kind === 'video')
    return (
      <div className={styles.video}>
        <Picture media={media} mediaUrl={mediaUrl} ratio={croppedRatio(media)} />
        <span className={styles.play}>
          <PlaySign size={26} />
        </span>
      </div>
    )
  if (media.kind === 'audio') return <div className={styles.audio}>▶ {lengthOf(media.durationMs)}</div>
  return media.kind === 'document' ? <p className={styles.link}>{media.fileName ?? media.mime}</p> : null
}
