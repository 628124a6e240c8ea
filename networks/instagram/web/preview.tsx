import { Picture } from '../../../web/preview/picture.tsx'
import { croppedRatio } from '../../../web/preview/seen-part.ts'
import { PlaySign, Sign } from '../../../web/preview/sign.tsx'
import { type DrawSpan, SpannedText } from '../../../web/preview/spanned-text.tsx'
import type { PreviewProps } from '../../../web/preview-contract.ts'
import { captionOf, composing, storyOf, wordsOption } from '../compose.ts'
import styles from './preview.module.css'

/** As the feed of the app shows it; reels and stories fill an upright screen. */
export function Preview(props: PreviewProps) {
  const media = props.content.parts[0]?.media ?? []
  const full = storyOf(props.content) || (media.length === 1 && media[0]?.kind === 'video')
  return full ? <Screen {...props} /> : <Post {...props} />
}

const drawSpan: DrawSpan = (_kind, children) => <span className={styles.link}>{children}</span>

function Words({ content, written }: { content: PreviewProps['content']; written: string }) {
  const text = captionOf(written).trim()
  return <SpannedText text={text} spans={composing.spans(text, content)} draw={drawSpan} />
}

function Face({ account }: Pick<PreviewProps, 'account'>) {
  return account.avatarUrl ? (
    <img className={styles.face} src={account.avatarUrl} alt="" />
  ) : (
    <span className={styles.face} data-initial={account.handle.slice(0, 1)} />
  )
}

function Head({ account, content }: PreviewProps) {
  const others = wordsOption(content, 'collaborators')
  return (
    <header className={styles.head}>
      <Face account={account} />
      <b>{[account.handle, ...others].join(', ')}</b>
    </header>
  )
}

function Post(props: PreviewProps) {
  const { account, content, mediaUrl, say } = props
  const media = content.parts[0]?.media ?? []
  const [first] = media
  const ratio = first ? Math.min(1.91, Math.max(0.8, croppedRatio(first))) : 1
  const text = content.parts[0]?.text ?? ''
  return (
    <article className={styles.post}>
      <Head {...props} />
      <div className={styles.frame}>
        {first ? (
          <Picture media={first} mediaUrl={mediaUrl} ratio={ratio} />
        ) : (
          <p className={styles.empty}>{say('instagram.preview.noMedia')}</p>
        )}
        {media.length > 1 && <span className={styles.place}>1/{media.length}</span>}
        {first?.kind === 'video' && (
          <span className={styles.play}>
            <PlaySign size={28} />
          </span>
        )}
      </div>
      {media.length > 1 && (
        <div className={styles.dots}>
          {media.map((one, place) => (
            <i key={one.id} data-now={place === 0 || undefined} />
          ))}
        </div>
      )}
      <div className={styles.acts}>
        {acts.map((path) => (
          <Sign key={path} size={24}>
            <path d={path} />
          </Sign>
        ))}
      </div>
      {text.trim() && (
        <p className={styles.text}>
          <b>{account.handle}</b> <Words content={content} written={text} />
        </p>
      )}
      {content.firstComment?.trim() && (
        <p className={styles.text}>
          <b>{account.handle}</b> <Words content={content} written={content.firstComment} />
        </p>
      )}
    </article>
  )
}

const acts = [
  'M12 20s-8-4.8-8-10.5A4.5 4.5 0 0 1 12 7a4.5 4.5 0 0 1 8 2.5C20 15.2 12 20 12 20Z',
  'M12 4a8 8 0 1 1-4 15l-4 1 1-4a8 8 0 0 1 7-12Z',
  'M21 4 3 10l8 3 3 8 7-17ZM11 13l10-9',
]

function Screen(props: PreviewProps) {
  const { content, mediaUrl } = props
  const [media] = content.parts[0]?.media ?? []
  return (
    <article className={styles.screen}>
      {media && <Picture media={media} mediaUrl={mediaUrl} ratio={9 / 16} className={styles.full} />}
      <div className={styles.over} data-reel={!storyOf(content) || undefined}>
        <Head {...props} />
        {!storyOf(content) && (
          <p>
            <Words content={content} written={content.parts[0]?.text ?? ''} />
          </p>
        )}
      </div>
    </article>
  )
}
