import { Picture } from '../../../web/preview/picture.tsx'
import { croppedRatio } from '../../../web/preview/seen-part.ts'
import { type DrawSpan, SpannedText } from '../../../web/preview/spanned-text.tsx'
import type { PreviewProps } from '../../../web/preview-contract.ts'
import { richText } from '../../rich-text.ts'
import composing from '../compose.ts'
import styles from './preview.module.css'

/** The event as it will be sent, and the words as its receiver will read them. */
export function Preview({ account, content, mediaUrl }: PreviewProps) {
  const [part] = content.parts
  const { text } = richText(part?.text.trim() ?? '')
  const title = String(content.options.title ?? '')
  return (
    <article className={styles.event}>
      <header className={styles.head}>
        <code>POST</code>
        <span className={styles.where}>{account.handle}</span>
      </header>
      <div className={styles.body}>
        <Line name="type" value="post.published" />
        {title && <Line name="title" value={title} />}
        {content.language && <Line name="language" value={content.language} />}
        {text && (
          <p className={styles.text}>
            <SpannedText text={text} spans={composing.spans(part?.text.trim() ?? '', content)} draw={drawSpan} />
          </p>
        )}
        {part?.poll?.options.map((option, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two answers may read alike while being written
          <Line key={place} name={`poll.${place + 1}`} value={option} />
        ))}
        {part && part.media.length > 0 && (
          <div className={styles.files}>
            {part.media.map((one) => (
              <Picture
                key={one.id}
                className={styles.file}
                media={one}
                mediaUrl={mediaUrl}
                ratio={Math.max(0.75, croppedRatio(one))}
              />
            ))}
          </div>
        )}
      </div>
      {content.firstComment?.trim() && (
        <div className={styles.body}>
          <Line name="type" value="comment.published" />
          <p className={styles.text}>{richText(content.firstComment.trim()).text}</p>
        </div>
      )}
    </article>
  )
}

const Line = ({ name, value }: { name: string; value: string }) => (
  <p className={styles.line}>
    <code>{name}</code>
    <span>{value}</span>
  </p>
)

const drawSpan: DrawSpan = (kind, children) => {
  if (kind === 'bold') return <b>{children}</b>
  if (kind === 'italic') return <i>{children}</i>
  if (kind === 'code') return <code>{children}</code>
  return kind === 'link' || kind === 'mention' ? <span className={styles.link}>{children}</span> : children
}
