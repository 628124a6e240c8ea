import { Picture } from '../../../web/preview/picture.tsx'
import { SpannedText } from '../../../web/preview/spanned-text.tsx'
import type { PreviewProps } from '../../../web/preview-contract.ts'
import { plainText } from '../../rich-text.ts'
import { composing, option } from '../compose.ts'
import { localMoment } from '../wording.ts'
import styles from './preview.module.css'

/** The card under “Updates” of a place on Search and Maps. */
export function Preview(props: PreviewProps) {
  const { account, content, mediaUrl, say } = props
  const [part] = content.parts
  const [picture] = part?.media ?? []
  const text = plainText(part?.text ?? '').trim()
  const action = String(option(content, 'action') ?? 'NONE')
  const topic = String(option(content, 'topic'))
  return (
    <article className={styles.card}>
      <header className={styles.top}>
        {account.avatarUrl ? (
          <img className={styles.face} src={account.avatarUrl} alt="" />
        ) : (
          <span className={styles.face}>{account.name.slice(0, 1)}</span>
        )}
        <div>
          <b>{account.name}</b>
          <p className={styles.dim}>
            {new Intl.DateTimeFormat(props.locale, { dateStyle: 'medium', timeZone: props.zone }).format(props.now)}
          </p>
        </div>
      </header>
      {picture && <Picture media={picture} mediaUrl={mediaUrl} ratio={4 / 3} className={styles.picture} />}
      <div className={styles.body}>
        {topic !== 'STANDARD' && <Happening {...props} />}
        {text && (
          <p className={styles.text}>
            <SpannedText
              text={text}
              spans={composing.spans(text, content)}
              draw={(_kind, children) => <span className={styles.link}>{children}</span>}
            />
          </p>
        )}
        {topic === 'OFFER' && <Coupon {...props} />}
        {topic !== 'OFFER' && action !== 'NONE' && (
          <span className={styles.button}>{say(`google-business.option.action.${action}`)}</span>
        )}
      </div>
    </article>
  )
}

function Happening({ content, locale }: PreviewProps) {
  const days = ['starts', 'ends'].flatMap((key) => localMoment(String(option(content, key) ?? '')) ?? [])
  const [from, to] = days
  const format = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' })
  return (
    <>
      <h3 className={styles.title}>{String(option(content, 'title') ?? '')}</h3>
      {from && (
        <p className={styles.dim}>{to ? format.formatRange(from.order, to.order) : format.format(from.order)}</p>
      )}
    </>
  )
}

function Coupon({ content, say }: PreviewProps) {
  const code = String(option(content, 'coupon') ?? '').trim()
  const terms = String(option(content, 'terms') ?? '').trim()
  return (
    <>
      {code && (
        <p className={styles.coupon}>
          {say('google-business.option.coupon')}: <b>{code}</b>
        </p>
      )}
      {terms && <p className={styles.dim}>{terms}</p>}
    </>
  )
}
