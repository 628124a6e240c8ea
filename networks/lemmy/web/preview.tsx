import { Picture } from '../../../web/preview/picture.tsx'
import { croppedRatio } from '../../../web/preview/seen-part.ts'
import { PlaySign, Sign } from '../../../web/preview/sign.tsx'
import { type DrawSpan, SpannedText } from '../../../web/preview/spanned-text.tsx'
import { hostOf } from '../../../web/preview/text-parts.ts'
import type { PreviewProps } from '../../../web/preview-contract.ts'
import { richText } from '../../rich-text.ts'
import composing from '../compose.ts'
import { communityOf } from '../instance.ts'
import styles from './preview.module.css'

/** As the page of a post shows it in the instance's own interface. */
export function Preview(props: PreviewProps) {
  const { account, content, mediaUrl, say } = props
  const [part] = content.parts
  const link = String(content.options.link ?? '').trim()
  const community = communityOf(account.facts, content.options.community)
  const comment = content.firstComment?.trim()
  return (
    <article className={styles.post}>
      <div className={styles.votes}>
        <Sign size={18}>
          <path d="M12 4l7 8h-4v8H9v-8H5l7-8Z" />
        </Sign>
        1
        <Sign size={18}>
          <path d="M12 20l-7-8h4V4h6v8h4l-7 8Z" />
        </Sign>
      </div>
      <div className={styles.body}>
        <h3 className={styles.title}>{String(content.options.title ?? '')}</h3>
        {link && <span className={styles.host}>{hostOf(link)}</span>}
        <p className={styles.dim}>
          {content.options.nsfw === true && <span className={styles.nsfw}>NSFW</span>}
          {say('lemmy.preview.to', { person: account.name, community: community ? `!${community.name}` : '…' })}
        </p>
        {part?.media.map((one) => (
          <div key={one.id} className={styles.file} data-hidden={content.options.nsfw === true || undefined}>
            <Picture media={one} mediaUrl={mediaUrl} ratio={Math.max(0.7, croppedRatio(one))} />
            {one.kind === 'video' && (
              <span className={styles.play}>
                <PlaySign size={24} />
              </span>
            )}
          </div>
        ))}
        {part?.text.trim() && <Words text={part.text} {...props} />}
        <p className={styles.dim}>{say('lemmy.preview.comments', { count: comment ? 1 : 0 })}</p>
        {comment && (
          <div className={styles.comment}>
            <b>{account.name}</b>
            <Words text={comment} {...props} />
          </div>
        )}
      </div>
    </article>
  )
}

function Words({ text, content }: PreviewProps & { text: string }) {
  return (
    <p className={styles.text}>
      <SpannedText text={richText(text).text} spans={composing.spans(text, content)} draw={drawSpan} />
    </p>
  )
}

const drawSpan: DrawSpan = (kind, children) => {
  if (kind === 'bold') return <b>{children}</b>
  if (kind === 'italic') return <i>{children}</i>
  if (kind === 'strike') return <s>{children}</s>
  if (kind === 'code') return <code className={styles.code}>{children}</code>
  if (kind === 'link' || kind === 'mention') return <span className={styles.link}>{children}</span>
  return children
}
