import type { Account } from '../../api/brand.ts'
import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/words.tsx'
import { useMe } from '../../shell/here.ts'
import styles from './account.module.css'

/** Since when and until when the access holds, when it last served, what the network delivers by itself and still allows. */
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
  const deliveries = health.deliveries && {
    when: format.relative(health.deliveries.at),
    reason: health.deliveries.refusal ?? '',
  }
  const facts: [string, string | null][] = [
    ['succeeded', moment(health.succeededAt) ?? say('accounts.fact.never')],
    ['checked', moment(health.checkedAt) ?? say('accounts.fact.never')],
    ['since', moment(health.accessSince)],
    ['until', untilWhen ?? say('accounts.fact.noEnd')],
    ['deliveries', deliveries && say(`accounts.fact.deliveries${deliveries.reason ? 'Refused' : 'Asked'}`, deliveries)],
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
