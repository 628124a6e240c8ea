import { Picture } from '../../../web/preview/picture.tsx'
import { croppedRatio } from '../../../web/preview/seen-part.ts'
import { PlaySign, Sign } from '../../../web/preview/sign.tsx'
import { type DrawSpan, SpannedText } from '../../../web/preview/spanned-text.tsx'
import { clockIn, hostOf } from '../../../web/preview/text-parts.ts'
import type { PreviewProps } from '../../../web/preview-contract.ts'
import type { LinkCard, MediaUse } from '../../compose.ts'
import { linksIn } from '../../families/graph-api/spans.ts'
import { composing, formatOf, textOption } from '../compose.ts'
import styles from './preview.module.css'

/** As the feed of a Page shows it; reels and stories fill an upright screen. */
export function Preview(props: PreviewProps) {
  return formatOf(props.content) === 'feed' ? <Post {...props} /> : <Screen {...props} />
}

const shownText = ({ content }: PreviewProps) => {
  const text = content.parts[0]?.text ?? ''
  return (composing.shown?.(text, content) ?? text).trim()
}
const drawSpan: DrawSpan = (_kind, children) => <span className={styles.link}>{children}</span>

function Words({ text, content }: { text: string; content: PreviewProps['content'] }) {
  return <SpannedText text={text} spans={composing.spans(text, content)} draw={drawSpan} />
}

function Post(props: PreviewProps) {
  const { content, mediaUrl, say } = props
  const media = content.parts[0]?.media ?? []
  const text = shownText(props)
  const link = textOption(content, 'link') ?? linksIn(text)[0]
  return (
    <article className={styles.post}>
      <Head {...props} />
      {text && (
        <p className={styles.text} data-large={(text.length < 85 && media.length === 0 && !link) || undefined}>
          <Words text={text} content={content} />
        </p>
      )}
      {media.length > 0 && <Grid media={media} mediaUrl={mediaUrl} say={say} />}
      {media.length === 0 && link && <Card link={link} card={content.parts[0]?.card} mediaUrl={mediaUrl} />}
      <footer className={styles.acts}>
        {acts.map(([name, path]) => (
          <span key={name}>
            <Sign size={18}>
              <path d={path} />
            </Sign>
            {say(`facebook.preview.${name}`)}
          </span>
        ))}
      </footer>
      {content.firstComment?.trim() && <Comment {...props} />}
    </article>
  )
}

const acts: [string, string][] = [
  ['like', 'M7 10v10H4V10zM7 19h9.5a2 2 0 0 0 2-1.5l1.4-5.5a2 2 0 0 0-2-2.5H14l.8-4a1.7 1.7 0 0 0-3-1.3L7 10'],
  ['comment', 'M12 4c5 0 9 3 9 7.2S17 18.4 12 18.4c-1 0-2-.1-2.9-.4L4.5 20l1-3.7A6.8 6.8 0 0 1 3 11.2C3 7 7 4 12 4Z'],
  ['share', 'M14 5l7 6-7 6v-3.5C9 13.5 5.5 15 3 19c.5-6 4.5-9.5 11-10V5Z'],
]

function Face({ account }: Pick<PreviewProps, 'account'>) {
  return account.avatarUrl ? (
    <img className={styles.face} src={account.avatarUrl} alt="" />
  ) : (
    <span className={styles.face} data-initial={account.name.slice(0, 1)} />
  )
}

function Head(props: PreviewProps) {
  return (
    <header className={styles.head}>
      <Face account={props.account} />
      <div>
        <b>{props.account.name}</b>
        <span className={styles.dim}>
          {clockIn(props.locale, props.zone, props.now)} ·{' '}
          <Sign size={12}>
            <path d="M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM3 12h18M12 3c5 5.5 5 12.5 0 18M12 3c-5 5.5-5 12.5 0 18" />
          </Sign>
        </span>
      </div>
    </header>
  )
}

/** Up to five are seen; the last one says how many more there are. */
function Grid({ media, mediaUrl, say }: { media: MediaUse[] } & Pick<PreviewProps, 'mediaUrl' | 'say'>) {
  const shown = media.slice(0, 5)
  const [only] = shown
  const alone = shown.length === 1 && only
  return (
    <div className={styles.grid} data-count={shown.length}>
      {shown.map((one, place) => (
        <div key={one.id} className={styles.item}>
          <Picture
            media={one}
            mediaUrl={mediaUrl}
            ratio={alone ? Math.max(0.8, croppedRatio(one)) : place < 2 && shown.length !== 3 ? 1 : 1.2}
          />
          {one.kind === 'video' && (
            <span className={styles.play}>
              <PlaySign size={26} />
            </span>
          )}
          {place === 4 && media.length > 5 && (
            <span className={styles.more}>{say('facebook.preview.more', { count: media.length - 4 })}</span>
          )}
        </div>
      ))}
    </div>
  )
}

function Card({
  link,
  card,
  mediaUrl,
}: {
  link: string
  card: LinkCard | undefined
  mediaUrl: PreviewProps['mediaUrl']
}) {
  const picture = card?.imageMediaId ? mediaUrl(card.imageMediaId) : undefined
  return (
    <div className={styles.card}>
      {picture && <img src={picture.url} alt="" />}
      <span className={styles.dim}>{hostOf(link)}</span>
      <b>{card?.title || link}</b>
    </div>
  )
}

function Comment({ account, content }: PreviewProps) {
  return (
    <div className={styles.said}>
      <Face account={account} />
      <p>
        <b>{account.name}</b>
        {content.firstComment?.trim()}
      </p>
    </div>
  )
}

function Screen(props: PreviewProps) {
  const [media] = props.content.parts[0]?.media ?? []
  const text = shownText(props)
  return (
    <article className={styles.screen}>
      {media && <Picture media={media} mediaUrl={props.mediaUrl} ratio={9 / 16} className={styles.full} />}
      <div className={styles.over} data-reel={formatOf(props.content) === 'reel' || undefined}>
        <Head {...props} />
        {formatOf(props.content) === 'reel' && <p>{text}</p>}
      </div>
    </article>
  )
}
