import { useQuery } from '@tanstack/react-query'
import { ToggleButton } from 'react-aria-components/ToggleButton'
import { type Temperature, temperatures } from '../../api/people.ts'
import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/words.tsx'
import { useBrand } from '../../shell/here.ts'
import { Icon } from '../../ui/icon.tsx'
import styles from './warmth.module.css'

const all = ['warm', 'cooling', 'cold'] as const

type WarmthPartsProps = { chosen: Temperature | null; onChoose: (temperature: Temperature | null) => void }

/** How many are warm, cooling and cold, each a filter; under it the sales measured beside the rule of thumb. */
export function WarmthParts({ chosen, onChoose }: WarmthPartsProps) {
  const say = useWords()
  const format = useFormat()
  const { data } = useQuery(temperatures(useBrand().id))
  return (
    <section aria-label={say('people.parts')}>
      <div className={styles.parts}>
        {all.map((one) => (
          <ToggleButton
            key={one}
            className={styles.part ?? ''}
            data-temperature={one}
            isSelected={chosen === one}
            onChange={(on) => onChoose(on ? one : null)}
          >
            <span className={styles.partName}>
              <Icon name={one} size={16} />
              {say(`people.temperature.${one}`)}
            </span>
            <span className={styles.partCount}>{data ? format.number(data.people[one]) : '…'}</span>
            {data?.shares && (
              <span className={styles.partDim}>{say('people.share', { share: format.percent(data.shares[one]) })}</span>
            )}
          </ToggleButton>
        ))}
      </div>
      {data && (
        <p className={styles.rule}>
          {say(data.shares ? 'people.rule' : 'people.rule.noSales', {
            count: data.sales,
            warm: format.percent(data.ruleOfThumb.warm),
            others: format.percent(data.ruleOfThumb.others),
          })}
        </p>
      )}
    </section>
  )
}
