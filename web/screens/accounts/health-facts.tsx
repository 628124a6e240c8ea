import type { Account } from '../../api/brand.ts'
import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/words.tsx'
import { useMe } from '../../shell/here.ts'
import styles from './account.module.css'

/** Since when and until when the access holds, when it last served, and what the network still allows. */
export function HealthFacts({ account: { health } }: { account: Account }) {
  const say = useWords()
  const format = useFormat()
  const { zone } = useMe()
  const moment = (at: string | null) => at && `${format.moment(at, zone)} (${format.relative(at)})`
  const untilWhen =
    health.expiresAt && health.renews
      ? say('accounts.fact.renews', { when: format.relative(health.expiresAt) })
      : moment(health.expiresAt)
  const quota = health.quota && {
    left: format.number(health.quota.left),
    of: health.quota.of === null ? '' : format.number(health.quota.of),
    when: format.relative(health.quota.at),
  }
  const facts: [string, string | null][] = [
    ['succeeded', moment(health.succeededAt) ?? say('accounts.fact.never')],
    ['checked', moment(health.checkedAt) ?? say('accounts.fact.never')],
    ['since', moment(health.accessSince)],
    ['until', untilWhen ?? say('accounts.fact.noEnd')],
    ['quota', quota && say(quota.of ? 'accounts.fact.quotaOf' : 'accounts.fact.quotaLeft', quota)],
  ]
  return (
    <dl className={styles.facts}>
      {facts.map(
        ([name, told]) =>
          told && (
            <div key={name}>
              <dt>{say(`accounts.fact.${name}`)}</dt>
              <dd>{told}</dd>
            </div>
          ),
      )}
    </dl>
  )
}
