import { Picture } from '../../../web/preview/picture.tsx'
import { PlaySign, Sign } from '../../../web/preview/sign.tsx'
import { type DrawSpan, SpannedText } from '../../../web/preview/spanned-text.tsx'
import { clockIn, hostOf, lengthOf } from '../../../web/preview/text-parts.ts'
import type { PreviewProps } from '../../../web/preview-contract.ts'
import type { MediaUse, Part, Poll } from '../../compose.ts'
import { firstAddress, shown, spansOf } from '../markup.ts'
import styles from './preview.module.css'

/** As a community's wall shows it, or a story full screen. */
export function Preview(props: PreviewProps) {
  const [part] = props.content.parts
  if (!part) return null
  return props.content.options.format === 'story' ? <Story {...props} part={part} /> : <Post {...props} part={part} />
}

type PartProps = PreviewProps & { part: Part }

function Post({ part, ...props }: PartProps) {
  const { account, content } = props
  const seen = part.media.filter((one) => one.kind !== 'document')
  const files = part.media.filter((one) => one.kind === 'document')
  const link =
    part.media.length === 0 && !part.poll && content.options.linkCard !== false && firstAddress(shown(part.text))
  return (
    <article className={styles.post}>
      <Author {...props} />
      {part.text.trim() && (
        <p className={styles.text}>
          <SpannedText text={shown(part.text)} spans={spansOf(part.text)} draw={drawSpan} />
        </p>
      )}
      {seen.length > 0 && <Gallery media={seen} mediaUrl={props.mediaUrl} />}
      {files.map((one) => (
        <p key={one.id} className={styles.file}>
          <Sign size={20}>
            <path d="M7 3h7l4 4v14H7zM14 3v4h4" />
          </Sign>
          {one.fileName}
        </p>
      ))}
      {part.poll && <PollBox poll={part.poll} say={props.say} />}
      {link && (
        <div className={styles.card}>
          <b>{part.card?.title ?? hostOf(link)}</b>
          <span className={styles.dim}>{hostOf(link)}</span>
        </div>
      )}
      <Acts quiet={content.options.closeComments === true} />
      {content.firstComment?.trim() && (
        <p className={styles.comment}>
          <b className={styles.link}>{account.name}</b> {shown(content.firstComment)}
        </p>
      )}
    </article>
  )
}

function Author({ account, locale, zone, now }: PreviewProps) {
  return (
    <header className={styles.top}>
      {account.avatarUrl ? (
        <img className={styles.face} src={account.avatarUrl} alt="" />
      ) : (
        <span className={styles.face} data-initial={account.name.slice(0, 1)} />
      )}
      <div>
        <b className={styles.name}>{account.name}</b>
        <p className={styles.dim}>{clockIn(locale, zone, now)}</p>
      </div>
    </header>
  )
}

const drawSpan: DrawSpan = (_kind, children) => <span className={styles.link}>{children}</span>

/** The first one large, the others in a row below it. */
function Gallery({ media, mediaUrl }: { media: MediaUse[]; mediaUrl: PreviewProps['mediaUrl'] }) {
  return (
    <div className={styles.gallery}>
      {media.map((one, place) => (
        <div key={one.id} className={styles.item} data-first={place === 0 || undefined}>
          <Picture media={one} mediaUrl={mediaUrl} ratio={place === 0 ? 1.5 : 1} />
          {one.kind === 'video' && (
            <span className={styles.play}>
              <PlaySign size={22} />
            </span>
          )}
          {one.kind !== 'image' && (
            <span className={styles.badge}>{one.kind === 'gif' ? 'GIF' : lengthOf(one.durationMs)}</span>
          )}
        </div>
      ))}
    </div>
  )
}

function PollBox({ poll, say }: { poll: Poll; say: PreviewProps['say'] }) {
  return (
    <div className={styles.poll}>
      <b>{poll.question}</b>
      <p>{say(poll.multiple ? 'vk.preview.pollMany' : 'vk.preview.poll')}</p>
      {poll.options.map((option, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two answers may read alike while being written
        <span key={place} className={styles.option}>
          {option}
        </span>
      ))}
    </div>
  )
}

const heart = 'M12 20S3.5 15 3.5 9A4.5 4.5 0 0 1 12 7a4.5 4.5 0 0 1 8.5 2c0 6-8.5 11-8.5 11Z'
const bubble = 'M4 5h16v11h-9l-4 4v-4H4z'
const arrow = 'M13 5l7 7-7 7v-4c-5 0-8 2-9 4 0-6 3-10 9-10z'

const Acts = ({ quiet }: { quiet: boolean }) => (
  <div className={styles.acts}>
    {[heart, ...(quiet ? [] : [bubble]), arrow].map((path) => (
      <span key={path} className={styles.act}>
        <Sign size={20}>
          <path d={path} />
        </Sign>
      </span>
    ))}
  </div>
)

function Story({ part, ...props }: PartProps) {
  const [file] = part.media
  const link = String(props.content.options.storyLink ?? '')
  const words = String(props.content.options.storyLinkText || 'open')
  return (
    <article className={styles.story}>
      {file && <Picture media={file} mediaUrl={props.mediaUrl} ratio={9 / 16} />}
      <Author {...props} />
      {link && <span className={styles.storyLink}>{props.say(`vk.option.storyLinkText.${words}`)}</span>}
    </article>
  )
}
