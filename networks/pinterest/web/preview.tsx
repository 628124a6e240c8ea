import { Picture } from '../../../web/preview/picture.tsx'
import { croppedRatio } from '../../../web/preview/seen-part.ts'
import { PlaySign } from '../../../web/preview/sign.tsx'
import { type DrawSpan, SpannedText } from '../../../web/preview/spanned-text.tsx'
import { hostOf, lengthOf } from '../../../web/preview/text-parts.ts'
import type { PreviewProps } from '../../../web/preview-contract.ts'
import { plainText } from '../../rich-text.ts'
import { boardsOf, linkOf, placeOf, spansOf, titleOf } from '../compose.ts'
import styles from './preview.module.css'

/** As a pin opened from the feed: the picture at the left where there is room, the words at the right. */
export function Preview({ account, content, mediaUrl, say }: PreviewProps) {
  const part = content.parts[0] ?? { text: '', media: [] }
  const [first] = part.media
  const text = plainText(part.text).trim()
  const link = linkOf(content)
  const board = boardsOf(account.facts).find((one) => one.id === placeOf(content).board)
  return (
    <article className={styles.pin}>
      <div className={styles.picture}>
        {first && <Picture media={first} mediaUrl={mediaUrl} ratio={Math.max(0.48, croppedRatio(first))} />}
        {first?.kind === 'video' && (
          <>
            <span className={styles.length}>{lengthOf(first.durationMs)}</span>
            <span className={styles.play}>
              <PlaySign size={26} />
            </span>
          </>
        )}
        {part.media.length > 1 && (
          <span className={styles.dots}>
            {part.media.slice(0, 5).map((one) => (
              <i key={one.id} />
            ))}
          </span>
        )}
        {link && <span className={styles.visit}>{hostOf(link)}</span>}
      </div>
      <div className={styles.words}>
        <div className={styles.top}>
          <span className={styles.board}>{board?.name}</span>
          <span className={styles.save}>{say('pinterest.preview.save')}</span>
        </div>
        {link && <p className={styles.host}>{hostOf(link)}</p>}
        {titleOf(content) && <h3 className={styles.title}>{titleOf(content)}</h3>}
        {text && (
          <p className={styles.text}>
            <SpannedText text={text} spans={spansOf(text)} draw={drawSpan} />
          </p>
        )}
        <p className={styles.who}>
          {account.avatarUrl ? (
            <img className={styles.face} src={account.avatarUrl} alt="" />
          ) : (
            <span className={styles.face} data-initial={account.name.slice(0, 1)} />
          )}
          <b>{account.name}</b>
        </p>
        {link && <span className={styles.button}>{say('pinterest.preview.visit')}</span>}
      </div>
    </article>
  )
}

const drawSpan: DrawSpan = (_kind, children) => <span className={styles.link}>{children}</span>
