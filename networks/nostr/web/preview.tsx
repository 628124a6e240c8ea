import { Picture } from '../../../web/preview/picture.tsx'
import { croppedRatio } from '../../../web/preview/seen-part.ts'
import { PlaySign, Sign } from '../../../web/preview/sign.tsx'
import { type DrawSpan, SpannedText } from '../../../web/preview/spanned-text.tsx'
import { clockIn, partsShown } from '../../../web/preview/text-parts.ts'
import type { PreviewProps } from '../../../web/preview-contract.ts'
import type { Part } from '../../compose.ts'
import { richText } from '../../rich-text.ts'
import composing, { isArticle } from '../compose.ts'
import styles from './preview.module.css'

/** As most apps show it: a timeline of notes, or an article on its own page. */
export function Preview(props: PreviewProps) {
  const { content, account, say } = props
  const warning = String(content.options.warning ?? '').trim()
  const parts = partsShown(content)
  return (
    <div className={styles.timeline}>
      {isArticle(content) && <Head {...props} />}
      {parts.map((part, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a part is known by its place
        <article key={at} className={styles.note} data-goes-on={at < parts.length - 1 || undefined}>
          {account.avatarUrl ? (
            <img className={styles.face} src={account.avatarUrl} alt="" />
          ) : (
            <span className={styles.face} data-initial={account.name.slice(0, 1)} />
          )}
          <div className={styles.body}>
            <p className={styles.head}>
              <b>{account.name}</b> <span className={styles.dim}>{clockIn(props.locale, props.zone, props.now)}</span>
            </p>
            {warning && (
              <p className={styles.warning}>
                {warning} <b>{say('nostr.preview.show')}</b>
              </p>
            )}
            <Words {...props} part={part} />
            <Files {...props} part={part} />
            <Acts />
          </div>
        </article>
      ))}
    </div>
  )
}

function Head({ content, mediaUrl }: PreviewProps) {
  const cover = mediaUrl(String(content.options.cover ?? ''))
  return (
    <header className={styles.article}>
      {cover && <img src={cover.url} alt="" />}
      <h3>{String(content.options.title ?? '')}</h3>
      <p className={styles.dim}>{String(content.options.summary ?? '')}</p>
    </header>
  )
}

/** Notes are plain; only articles show marks. */
function Words({ part, content }: PreviewProps & { part: Part }) {
  if (!part.text.trim()) return null
  const spans = composing.spans(part.text, content)
  return (
    <p className={styles.text}>
      <SpannedText text={richText(part.text).text} spans={spans} draw={isArticle(content) ? drawRich : drawPlain} />
    </p>
  )
}

const isLinked = (kind: string) => kind === 'link' || kind === 'mention' || kind === 'hashtag'
const drawPlain: DrawSpan = (kind, children) =>
  isLinked(kind) ? <span className={styles.link}>{children}</span> : children
const drawRich: DrawSpan = (kind, children) => {
  if (kind === 'bold') return <b>{children}</b>
  if (kind === 'italic') return <i>{children}</i>
  if (kind === 'strike') return <s>{children}</s>
  if (kind === 'code') return <code>{children}</code>
  return drawPlain(kind, children, { from: 0, to: 0, kind })
}

function Files({ part, mediaUrl, content }: PreviewProps & { part: Part }) {
  const veiled = String(content.options.warning ?? '').trim() !== ''
  return part.media.map((one) => (
    <div key={one.id} className={styles.file} data-veiled={veiled || undefined}>
      <Picture media={one} mediaUrl={mediaUrl} ratio={Math.max(0.7, croppedRatio(one))} />
      {one.kind === 'video' && (
        <span className={styles.play}>
          <PlaySign size={24} />
        </span>
      )}
      {one.alt && <span className={styles.alt}>ALT</span>}
    </div>
  ))
}

function Acts() {
  return (
    <div className={styles.acts}>
      <Sign size={17}>
        <path d="M4 5h16v11H10l-5 4v-4H4V5Z" />
      </Sign>
      <Sign size={17}>
        <path d="M13 3 5 13h6l-1 8 8-11h-6l1-7Z" />
      </Sign>
      <Sign size={17}>
        <path d="M12 20 4.5 12.5a4.6 4.6 0 0 1 7.5-5 4.6 4.6 0 0 1 7.5 5L12 20Z" />
      </Sign>
      <Sign size={17}>
        <path d="M17 3l4 4-4 4M21 7H8a4 4 0 0 0-4 4v1M7 21l-4-4 4-4M3 17h13a4 4 0 0 0 4-4v-1" />
      </Sign>
    </div>
  )
}
