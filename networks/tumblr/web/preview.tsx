import { Picture } from '../../../web/preview/picture.tsx'
import { croppedRatio } from '../../../web/preview/seen-part.ts'
import { PlaySign, Sign } from '../../../web/preview/sign.tsx'
import { type DrawSpan, SpannedText } from '../../../web/preview/spanned-text.tsx'
import { hostOf, lengthOf } from '../../../web/preview/text-parts.ts'
import type { PreviewProps } from '../../../web/preview-contract.ts'
import type { LinkCard, MediaUse } from '../../compose.ts'
import { parentOf, spansOf, tagsOf, titleOf } from '../compose.ts'
import { seenText } from '../npf.ts'
import styles from './preview.module.css'

/** As the dashboard shows it. */
export function Preview({ account, content, mediaUrl, say }: PreviewProps) {
  const part = content.parts[0] ?? { text: '', media: [] }
  const parent = parentOf(content)
  const source = String(content.options.source ?? '').trim()
  const tags = tagsOf(content)
  return (
    <article className={styles.post}>
      <header className={styles.top}>
        {account.avatarUrl ? (
          <img className={styles.face} src={account.avatarUrl} alt="" />
        ) : (
          <span className={styles.face} data-initial={account.name.slice(0, 1)} />
        )}
        <b>{account.handle}</b>
        <span className={styles.link}>{say('tumblr.preview.follow')}</span>
      </header>
      {parent && (
        <p className={styles.parent}>
          <Sign size={16}>
            <path d="M7 4 4 7l3 3M4 7h11a3 3 0 0 1 3 3v2M17 20l3-3-3-3M20 17H9a3 3 0 0 1-3-3v-2" />
          </Sign>
          {parent.blog}
        </p>
      )}
      {titleOf(content) && <h3 className={styles.title}>{titleOf(content)}</h3>}
      <Files media={part.media} mediaUrl={mediaUrl} />
      {seenText(part.text) && (
        <p className={styles.text}>
          <SpannedText text={seenText(part.text)} spans={spansOf(part.text)} draw={drawSpan} />
        </p>
      )}
      {part.card && <Card card={part.card} mediaUrl={mediaUrl} />}
      {source && <p className={styles.dim}>{say('tumblr.preview.source', { host: hostOf(source) })}</p>}
      {tags.length > 0 && (
        <p className={styles.tags}>
          {tags.map((tag) => (
            <span key={tag}>#{tag}</span>
          ))}
        </p>
      )}
      <footer className={styles.foot}>
        <b className={styles.notes}>{say('tumblr.preview.notes', { notes: 0 })}</b>
        {acts.map((line) => (
          <Sign key={line} size={20}>
            <path d={line} />
          </Sign>
        ))}
      </footer>
    </article>
  )
}

const acts = [
  'M21 3 3 10l7 3 3 7 8-17Z',
  'M4 5h16v11H9l-5 4V5Z',
  'M7 4 4 7l3 3M4 7h11a3 3 0 0 1 3 3v2M17 20l3-3-3-3M20 17H9a3 3 0 0 1-3-3v-2',
  'M12 20S4 15 4 9.2A4.2 4.2 0 0 1 12 7a4.2 4.2 0 0 1 8 2.2C20 15 12 20 12 20Z',
]

const drawSpan: DrawSpan = (kind, children) => {
  if (kind === 'bold') return <b>{children}</b>
  if (kind === 'italic') return <i>{children}</i>
  if (kind === 'strike') return <s>{children}</s>
  return kind === 'link' || kind === 'mention' ? <span className={styles.link}>{children}</span> : children
}

/** Pictures in rows of two, an odd first one alone. */
function Files({ media, mediaUrl }: { media: MediaUse[]; mediaUrl: PreviewProps['mediaUrl'] }) {
  const pictures = media.filter((one) => one.kind === 'image' || one.kind === 'gif').length
  if (media.length === 0) return null
  return (
    <div className={styles.files}>
      {media.map((one, place) => {
        const wide = one.kind === 'video' || one.kind === 'audio' || (pictures % 2 === 1 && place === 0)
        return (
          <div key={one.id} className={styles.file} data-wide={wide || undefined}>
            {one.kind === 'audio' ? (
              <p className={styles.sound}>
                <PlaySign size={20} /> {one.fileName} {lengthOf(one.durationMs)}
              </p>
            ) : (
              <Picture media={one} mediaUrl={mediaUrl} ratio={wide ? Math.max(0.6, croppedRatio(one)) : 1} />
            )}
            {one.kind === 'video' && (
              <span className={styles.play}>
                <PlaySign size={28} />
              </span>
            )}
            {one.alt && (one.kind === 'image' || one.kind === 'gif') && <span className={styles.alt}>ALT</span>}
          </div>
        )
      })}
    </div>
  )
}

function Card({ card, mediaUrl }: { card: LinkCard; mediaUrl: PreviewProps['mediaUrl'] }) {
  const picture = card.imageMediaId ? mediaUrl(card.imageMediaId) : undefined
  return (
    <div className={styles.card}>
      {picture && <img src={picture.url} alt="" />}
      <b>{card.title || card.url}</b>
      {card.description && <span>{card.description}</span>}
      <span className={styles.dim}>{hostOf(card.url)}</span>
    </div>
  )
}
