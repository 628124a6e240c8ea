import { Picture } from '../../../web/preview/picture.tsx'
import { PlaySign, Sign } from '../../../web/preview/sign.tsx'
import { type DrawSpan, SpannedText } from '../../../web/preview/spanned-text.tsx'
import { clockIn, hostOf, lengthOf } from '../../../web/preview/text-parts.ts'
import type { PreviewProps } from '../../../web/preview-contract.ts'
import type { MediaUse, Poll } from '../../compose.ts'
import { plainText } from '../../rich-text.ts'
import composing, { firstAddress } from '../compose.ts'
import styles from './preview.module.css'

/** A topic as the feed shows it: the group above, blocks one below the other, the orange hand of a "class" below. */
export function Preview(props: PreviewProps) {
  const { account, content, say } = props
  const [part] = content.parts
  if (!part) return null
  const text = plainText(part.text).trim()
  const link = part.media.length === 0 && !part.poll && content.options.linkCard !== false && firstAddress(text)
  return (
    <article className={styles.topic}>
      <header className={styles.top}>
        {account.avatarUrl ? (
          <img className={styles.face} src={account.avatarUrl} alt="" />
        ) : (
          <span className={styles.face} data-initial={account.name.slice(0, 1)} />
        )}
        <div>
          <b className={styles.name}>{account.name}</b>
          <p className={styles.dim}>{clockIn(props.locale, props.zone, props.now)}</p>
        </div>
      </header>
      {text && (
        <p className={styles.text} data-large={text.length < 140 && part.media.length === 0 ? true : undefined}>
          <SpannedText text={text} spans={composing.spans(text, content)} draw={drawSpan} />
        </p>
      )}
      {part.media.length > 0 && <Blocks media={part.media} mediaUrl={props.mediaUrl} />}
      {part.poll && <PollBox poll={part.poll} open={content.options.anonymousPoll === false} say={say} />}
      {link && (
        <div className={styles.card}>
          <b>{part.card?.title ?? hostOf(link)}</b>
          <span className={styles.dim}>{hostOf(link)}</span>
        </div>
      )}
      <footer className={styles.acts}>
        {content.options.closeComments !== true && (
          <Act path="M4 5h16v11h-9l-4 4v-4H4z" word={say('odnoklassniki.preview.comment')} />
        )}
        <Act path="M13 5l7 7-7 7v-4c-5 0-8 2-9 4 0-6 3-10 9-10z" word={say('odnoklassniki.preview.share')} />
        <Act path="M7 11l4-8c2 0 3 1 2.6 4L13 9h6l-2 10H7zM3 11h4v8H3z" word={say('odnoklassniki.preview.like')} />
      </footer>
    </article>
  )
}

const drawSpan: DrawSpan = (_kind, children) => <span className={styles.link}>{children}</span>

function Blocks({ media, mediaUrl }: { media: MediaUse[]; mediaUrl: PreviewProps['mediaUrl'] }) {
  return (
    <div className={styles.blocks} data-many={media.length > 1 || undefined}>
      {media.map((one) => (
        <div key={one.id} className={styles.block}>
          <Picture media={one} mediaUrl={mediaUrl} ratio={media.length > 1 ? 1 : 1.4} />
          {one.kind === 'video' && (
            <>
              <span className={styles.play}>
                <PlaySign size={22} />
              </span>
              <span className={styles.badge}>{lengthOf(one.durationMs)}</span>
            </>
          )}
        </div>
      ))}
    </div>
  )
}

function PollBox({ poll, open, say }: { poll: Poll; open: boolean; say: PreviewProps['say'] }) {
  return (
    <div className={styles.poll}>
      <b>{poll.question}</b>
      <p className={styles.dim}>{say(open ? 'odnoklassniki.preview.openPoll' : 'odnoklassniki.preview.poll')}</p>
      {poll.options.map((option, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two answers may read alike while being written
        <span key={place} className={styles.option}>
          <span className={styles.radio} data-many={poll.multiple || undefined} />
          {option}
        </span>
      ))}
    </div>
  )
}

const Act = ({ path, word }: { path: string; word: string }) => (
  <span className={styles.act}>
    <Sign size={18}>
      <path d={path} />
    </Sign>
    {word}
  </span>
)
