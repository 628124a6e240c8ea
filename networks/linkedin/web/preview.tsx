import { Picture } from '../../../web/preview/picture.tsx'
import { croppedRatio } from '../../../web/preview/seen-part.ts'
import { PlaySign, Sign } from '../../../web/preview/sign.tsx'
import { type DrawSpan, SpannedText } from '../../../web/preview/spanned-text.tsx'
import { clockIn, hostOf } from '../../../web/preview/text-parts.ts'
import type { PreviewProps } from '../../../web/preview-contract.ts'
import type { MediaUse, Part } from '../../compose.ts'
import { isPage, spansOf, titleOf } from '../compose.ts'
import { seenText } from '../little-text.ts'
import styles from './preview.module.css'

/** About three lines are shown before a reader asks for more. */
const shownAtFirst = 210

/** As the feed shows it. */
export function Preview(props: PreviewProps) {
  const { account, content, say } = props
  const part = content.parts[0] ?? { text: '', media: [] }
  return (
    <article className={styles.post}>
      <header className={styles.top} data-page={isPage(account.facts) || undefined}>
        {account.avatarUrl ? (
          <img className={styles.face} src={account.avatarUrl} alt="" />
        ) : (
          <span className={styles.face} data-initial={account.name.slice(0, 1)} />
        )}
        <div>
          <b>{account.name}</b>
          <p className={styles.dim}>{clockIn(props.locale, props.zone, props.now)} · 🌐</p>
        </div>
      </header>
      <Words text={seenText(part.text).trim()} more={say('linkedin.preview.more')} />
      {part.poll && <PollBox part={part} say={say} />}
      {part.media[0]?.kind === 'document' ? (
        <div className={styles.document}>
          <b>{titleOf(content, part.media[0].fileName)}</b>
        </div>
      ) : (
        part.media.length > 0 && <Gallery media={part.media} mediaUrl={props.mediaUrl} />
      )}
      {part.card && part.media.length === 0 && <Card {...props} card={part.card} />}
      <footer className={styles.acts}>
        {(['like', 'comment', 'repost', 'send'] as const).map((act) => (
          <span key={act}>
            <Sign size={18}>
              <path d={signs[act]} />
            </Sign>
            {say(`linkedin.preview.${act}`)}
          </span>
        ))}
      </footer>
      {content.firstComment?.trim() && (
        <p className={styles.comment}>
          <b>{account.name}</b> {seenText(content.firstComment)}
        </p>
      )}
    </article>
  )
}

const signs = {
  like: 'M7 11v9H4v-9h3Zm0 0 4-8c1.5 0 2.5 1 2.2 2.8L12.5 9H19a2 2 0 0 1 2 2.4l-1.2 7A2 2 0 0 1 17.8 20H7',
  comment: 'M4 5h16v11H9l-5 4V5Z',
  repost: 'M7 4 4 7l3 3M4 7h11a3 3 0 0 1 3 3v2M17 20l3-3-3-3M20 17H9a3 3 0 0 1-3-3v-2',
  send: 'M21 3 3 10l7 3 3 7 8-17Z',
}

function Words({ text, more }: { text: string; more: string }) {
  if (!text) return null
  const cut = text.length > shownAtFirst
  const shown = cut ? text.slice(0, shownAtFirst) : text
  return (
    <p className={styles.text}>
      <SpannedText text={shown} spans={spansOf(shown)} draw={drawSpan} />
      {cut && <span className={styles.dim}> {more}</span>}
    </p>
  )
}

const drawSpan: DrawSpan = (_kind, children) => <span className={styles.link}>{children}</span>

function PollBox({ part, say }: { part: Part; say: PreviewProps['say'] }) {
  const { poll } = part
  if (!poll) return null
  return (
    <div className={styles.poll}>
      <b>{poll.question}</b>
      {poll.options.map((option, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two answers may read alike while being written
        <p key={place} className={styles.option}>
          {option}
        </p>
      ))}
      <p className={styles.dim}>
        {say('linkedin.preview.votes', { votes: 0, days: Math.round(poll.durationSeconds / 86_400) })}
      </p>
    </div>
  )
}

/** One keeps its shape; of more the first is large and the rest stand below it. */
function Gallery({ media, mediaUrl }: { media: MediaUse[]; mediaUrl: PreviewProps['mediaUrl'] }) {
  const shown = media.slice(0, 4)
  const alone = shown.length === 1
  return (
    <div className={styles.gallery} data-count={shown.length}>
      {shown.map((one, place) => (
        <div key={one.id} className={styles.item}>
          <Picture
            media={one}
            mediaUrl={mediaUrl}
            ratio={alone ? Math.max(0.8, croppedRatio(one)) : place === 0 ? 1.5 : 1}
          />
          {one.kind === 'video' && (
            <span className={styles.play}>
              <PlaySign size={26} />
            </span>
          )}
          {place === 3 && media.length > 4 && <span className={styles.rest}>+{media.length - 4}</span>}
        </div>
      ))}
    </div>
  )
}

function Card({ card, mediaUrl }: PreviewProps & { card: NonNullable<Part['card']> }) {
  const picture = card.imageMediaId ? mediaUrl(card.imageMediaId) : undefined
  return (
    <div className={styles.card}>
      {picture && <img src={picture.url} alt="" />}
      <div>
        <b>{card.title || card.url}</b>
        <p className={styles.dim}>{hostOf(card.url)}</p>
      </div>
    </div>
  )
}
