import { Picture } from '../../../web/preview/picture.tsx'
import { Sign } from '../../../web/preview/sign.tsx'
import { SpannedText } from '../../../web/preview/spanned-text.tsx'
import { lengthOf } from '../../../web/preview/text-parts.ts'
import type { PreviewProps } from '../../../web/preview-contract.ts'
import { composing, isShort, option } from '../compose.ts'
import { wordingOf } from '../wording.ts'
import styles from './preview.module.css'

/** The watch page, or a Short in its upright frame. */
export function Preview(props: PreviewProps) {
  return isShort(props.content) ? <Short {...props} /> : <Watch {...props} />
}

const titleOf = ({ content, say }: PreviewProps) =>
  wordingOf(String(option(content, 'title') ?? '')).trim() || say('youtube.preview.untitled')

function Watch(props: PreviewProps) {
  const { content, account, say } = props
  return (
    <article className={styles.page}>
      <Screen {...props} ratio={16 / 9} />
      <h3 className={styles.title}>{titleOf(props)}</h3>
      <div className={styles.row}>
        <Face account={account} />
        <div className={styles.names}>
          <b>{account.name}</b>
          <span className={styles.dim}>{account.handle}</span>
        </div>
        <span className={styles.subscribe}>{say('youtube.preview.subscribe')}</span>
      </div>
      <Description {...props} />
      {option(content, 'madeForKids') === true && <p className={styles.dim}>{say('youtube.preview.noComments')}</p>}
    </article>
  )
}

function Short(props: PreviewProps) {
  const { account, say } = props
  return (
    <article className={styles.short}>
      <Screen {...props} ratio={9 / 16} />
      <div className={styles.over}>
        <div className={styles.row}>
          <Face account={account} />
          <b>{account.handle}</b>
          <span className={styles.subscribe}>{say('youtube.preview.subscribe')}</span>
        </div>
        <p>{titleOf(props)}</p>
      </div>
      <div className={styles.acts}>
        <Sign size={24}>
          <path d="M7 11v9H4v-9h3Zm0 0 5-8a2.5 2.5 0 0 1 2 3l-1 4h6a2 2 0 0 1 2 2.4l-1.3 6A2 2 0 0 1 17.7 20H7" />
        </Sign>
        <Sign size={24}>
          <path d="M4 5h16v11H10l-5 4v-4H4V5Z" />
        </Sign>
        <Sign size={24}>
          <path d="M14 5l7 6-7 6v-4c-5 0-8 1-11 5 1-6 4-9 11-9V5Z" />
        </Sign>
      </div>
    </article>
  )
}

function Screen({ content, mediaUrl, ratio }: PreviewProps & { ratio: number }) {
  const video = content.parts[0]?.media[0]
  const cover = mediaUrl(String(content.options.thumbnail ?? ''))
  return (
    <div className={styles.screen} style={{ aspectRatio: ratio }}>
      {cover ? <img src={cover.url} alt="" /> : video && <Picture media={video} mediaUrl={mediaUrl} ratio={ratio} />}
      {video && <span className={styles.length}>{lengthOf(video.durationMs)}</span>}
    </div>
  )
}

const Face = ({ account }: Pick<PreviewProps, 'account'>) =>
  account.avatarUrl ? (
    <img className={styles.face} src={account.avatarUrl} alt="" />
  ) : (
    <span className={styles.face}>{account.name.slice(0, 1)}</span>
  )

function Description({ content, now, locale, zone, say }: PreviewProps) {
  const text = wordingOf(content.parts[0]?.text ?? '').trim()
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: zone }).format(now)
  return (
    <div className={styles.box}>
      <b>
        {say('youtube.preview.views', { views: 0 })} · {day}
      </b>
      {text && (
        <p className={styles.text}>
          <SpannedText
            text={text}
            spans={composing.spans(text, content)}
            draw={(_kind, children) => <span className={styles.link}>{children}</span>}
          />
        </p>
      )}
    </div>
  )
}
