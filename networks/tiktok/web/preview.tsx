import { Picture } from '../../../web/preview/picture.tsx'
import { Sign } from '../../../web/preview/sign.tsx'
import { SpannedText } from '../../../web/preview/spanned-text.tsx'
import type { PreviewProps } from '../../../web/preview-contract.ts'
import { plainText } from '../../rich-text.ts'
import { composing, option } from '../compose.ts'
import styles from './preview.module.css'

/** The full screen of a phone: the video or the first photo, what can be done on the right, words below. Dark in both lights. */
export function Preview(props: PreviewProps) {
  const { account, content, mediaUrl } = props
  const [part] = content.parts
  const [first] = part?.media ?? []
  const isPhoto = first?.kind === 'image'
  const title = isPhoto ? String(option(content, 'title') ?? '').trim() : ''
  const text = plainText(part?.text ?? '').trim()
  return (
    <article className={styles.screen}>
      {first && <Picture media={first} mediaUrl={mediaUrl} ratio={9 / 16} className={styles.picture} />}
      <Acts {...props} />
      <div className={styles.words}>
        <b>{account.name}</b>
        {title && <p className={styles.title}>{title}</p>}
        {text && (
          <p className={styles.text}>
            <SpannedText
              text={text}
              spans={composing.spans(text, content)}
              draw={(_kind, children) => <b>{children}</b>}
            />
          </p>
        )}
        <Labels {...props} />
        {isPhoto && (part?.media.length ?? 0) > 1 && <Dots count={part?.media.length ?? 0} />}
      </div>
    </article>
  )
}

function Acts({ account, content }: PreviewProps) {
  return (
    <div className={styles.acts}>
      {account.avatarUrl ? (
        <img className={styles.face} src={account.avatarUrl} alt="" />
      ) : (
        <span className={styles.face}>{account.name.slice(0, 1)}</span>
      )}
      <Sign size={32} fill>
        <path d="M12 21 3.6 12.6a5.4 5.4 0 0 1 7.6-7.7l.8.8.8-.8a5.4 5.4 0 0 1 7.6 7.7L12 21Z" />
      </Sign>
      {option(content, 'comments') === true && (
        <Sign size={32} fill>
          <path d="M12 3.5c5.2 0 9.5 3.4 9.5 7.8 0 4.9-5.1 9-9.5 9.7v-2c-5.2 0-9.5-3.4-9.5-7.7s4.3-7.8 9.5-7.8Z" />
        </Sign>
      )}
      <Sign size={32} fill>
        <path d="M6 3h12v18l-6-5-6 5V3Z" />
      </Sign>
      <Sign size={32} fill>
        <path d="m13 4 9 8-9 8v-5C8 15 4.5 16.5 2 20c.5-7 4.5-10.5 11-11V4Z" />
      </Sign>
    </div>
  )
}

function Labels({ content, say }: PreviewProps) {
  const shown = (['paidPartner', 'ownBrand', 'ai'] as const).filter((key) => option(content, key) === true)
  return shown.map((key) => (
    <span key={key} className={styles.label}>
      {say(`tiktok.preview.${key}`)}
    </span>
  ))
}

const Dots = ({ count }: { count: number }) => (
  <div className={styles.dots}>
    {Array.from({ length: Math.min(count, 12) }, (_, place) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: dots are alike but for their place
      <i key={place} />
    ))}
  </div>
)
