import { Fragment } from 'react'
import type { NetworkAbout, NetworkGuide } from '../../api/brand.ts'
import { useWords } from '../../i18n/words.tsx'
import { buttonLook } from '../../ui/button.tsx'
import { CopyField } from '../../ui/copy-field.tsx'
import { Icon } from '../../ui/icon.tsx'
import styles from './connect.module.css'

type Addresses = NetworkAbout['addresses']
type GuideProps = { guide: NetworkGuide | null; help?: string; addresses: Addresses }

/** What to click where, one step after the other, with the desk's own addresses to copy. */
export function Guide({ guide, help, addresses }: GuideProps) {
  const say = useWords()
  const written = help === undefined ? [] : help.split('\n').filter(Boolean)
  const numbered = written.filter((line) => stepMark.test(line))
  const steps = guide?.steps ?? numbered.map((line) => line.replace(stepMark, ''))
  const lead = guide ? written : written.filter((line) => !stepMark.test(line))
  const used = [addresses.redirect, addresses.webhook].filter(
    (address) => address !== null && steps.some((step) => step.includes(address)),
  )
  return (
    <div className={styles.guide}>
      {lead.map((line) => (
        <p key={line} className={styles.lead}>
          {line}
        </p>
      ))}
      {steps.length > 0 && (
        <ol className={styles.steps}>
          {steps.map((step) => (
            <li key={step}>
              <span>
                <Linked text={step} own={addresses} />
              </span>
            </li>
          ))}
        </ol>
      )}
      {used.map((address) => (
        <Address key={address} address={address ?? ''} isWebhook={address === addresses.webhook} />
      ))}
      {guide?.review && (
        <p className={styles.review}>
          <Icon name="info" size={18} />
          <span>{guide.review}</span>
        </p>
      )}
      {guide?.console && (
        <p>
          <a className={buttonLook({ size: 's' })} href={guide.console} target="_blank" rel="noreferrer">
            <Icon name="external" size={16} />
            <span>{say('accounts.guide.console', { site: new URL(guide.console).host })}</span>
          </a>
        </p>
      )}
    </div>
  )
}

const stepMark = /^\d+\.\s*/

function Address({ address, isWebhook }: { address: string; isWebhook: boolean }) {
  const say = useWords()
  const label = say(isWebhook ? 'accounts.guide.webhook' : 'accounts.guide.redirect')
  return (
    <div className={styles.address}>
      <span>{label}</span>
      <CopyField label={label} text={address} />
    </div>
  )
}

const addressIn = /(https?:\/\/[^\s“”«»"()<>]*[^\s“”«»"()<>.,;:!?])/

/** Addresses of others lead there; the desk's own are to be copied, not opened. */
function Linked({ text, own }: { text: string; own: Addresses }) {
  return text.split(addressIn).map((piece, place) => {
    const key = place
    if (place % 2 === 0) return <Fragment key={key}>{piece}</Fragment>
    if (piece === own.redirect || piece === own.webhook) return <code key={key}>{piece}</code>
    return (
      <a key={key} href={piece} target="_blank" rel="noreferrer">
        {piece}
      </a>
    )
  })
}
