import { Picture } from '../../../web/preview/picture.tsx'
import { croppedRatio } from '../../../web/preview/seen-part.ts'
import { PlaySign, Sign } from '../../../web/preview/sign.tsx'
import { type DrawSpan, SpannedText } from '../../../web/preview/spanned-text.tsx'
import { hostOf } from '../../../web/preview/text-parts.ts'
import type { PreviewProps } from '../../../web/preview-contract.ts'
import type { MediaUse, Poll } from '../../compose.ts'
import { richText } from '../../rich-text.ts'
import { communityOf, nameShown } from '../communities.ts'
import composing, { flairField } from '../compose.ts'
import styles from './preview.module.css'

/** As the page of a post shows it, its first comment below. */
export function Preview(props: PreviewProps) {
  const { account, content, say } = props
  const community = communityOf(account.facts, content.options.community)
  const [part] = content.parts
  const flair = community?.flairs.find((one) => one.id === content.options[flairField(community.name)])
  const link = String(content.options.link ?? '').trim()
  return (
    <article className={styles.post}>
      <header className={styles.head}>
        <span className={styles.face} />
        <b>{community ? nameShown(community.name) : account.handle}</b>
        <span className={styles.dim}>
          {account.handle} · {say('reddit.preview.now')}
        </span>
      </header>
      <h3 className={styles.title}>{String(content.options.title ?? '')}</h3>
      <p className={styles.badges}>
        {content.options.nsfw === true && <span className={styles.nsfw}>NSFW</span>}
        {content.options.spoiler === true && <span className={styles.veiled}>{say('reddit.preview.spoiler')}</span>}
        {flair && <span className={styles.flair}>{flair.text}</span>}
      </p>
      {part && part.media.length > 0 && <Media media={part.media} {...props} />}
      {part?.text.trim() && <Words text={part.text} {...props} />}
      {link && <span className={styles.linkBox}>{hostOf(link)}</span>}
      {part?.poll && <PollBox poll={part.poll} say={say} />}
      <footer className={styles.acts}>
        <span>
          <Sign size={17}>
            <path d="M12 4l7 8h-4v8H9v-8H5l7-8Z" />
          </Sign>
          1
          <Sign size={17}>
            <path d="M12 20l-7-8h4V4h6v8h4l-7 8Z" />
          </Sign>
        </span>
        <span>
          <Sign size={17}>
            <path d="M4 5h16v11H10l-5 4v-4H4V5Z" />
          </Sign>
          {content.firstComment?.trim() ? 1 : 0}
        </span>
      </footer>
      {content.firstComment?.trim() && (
        <div className={styles.comment}>
          <b>{account.handle}</b>
          <Words text={content.firstComment} {...props} />
        </div>
      )}
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
  if (kind === 'spoiler') return <span className={styles.spoiler}>{children}</span>
  if (kind === 'underline') return children
  return <span className={styles.link}>{children}</span>
}

/** The first one, and how many more can be leafed through. */
function Media({ media, mediaUrl, content }: PreviewProps & { media: MediaUse[] }) {
  const [first] = media
  if (!first) return null
  const hidden = content.options.nsfw === true || content.options.spoiler === true
  return (
    <div className={styles.media} data-hidden={hidden || undefined}>
      <Picture media={first} mediaUrl={mediaUrl} ratio={Math.max(0.75, croppedRatio(first))} />
      {first.kind === 'video' && (
        <span className={styles.play}>
          <PlaySign size={24} />
        </span>
      )}
      {media.length > 1 && <span className={styles.count}>1/{media.length}</span>}
    </div>
  )
}

function PollBox({ poll, say }: { poll: Poll; say: PreviewProps['say'] }) {
  return (
    <div className={styles.poll}>
      {poll.options.map((option, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two answers may read alike while being written
        <span key={at} className={styles.option}>
          <i className={styles.radio} />
          {option}
        </span>
      ))}
      <span className={styles.dim}>
        <b className={styles.voteSign}>{say('reddit.preview.vote')}</b>{' '}
        {say('reddit.preview.days', { days: Math.round(poll.durationSeconds / 86_400) })}
      </span>
    </div>
  )
}
