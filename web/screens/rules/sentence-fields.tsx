import { type Condition, type ConditionOf, wordCategories } from '../../api/rules.ts'
import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/words.tsx'
import { useBrand } from '../../shell/here.ts'
import { Checkbox } from '../../ui/checkbox.tsx'
import { Select } from '../../ui/select.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { AmountField } from './amount-field.tsx'
import { Chips } from './chips.tsx'
import { LinesField } from './lines-field.tsx'
import styles from './rules.module.css'

type Fields<K extends Condition['kind']> = {
  condition: ConditionOf<K>
  onChange: (next: Condition) => void
  isDisabled: boolean
}

export function StopWordFields({ condition, onChange, isDisabled }: Fields<'stopWords'>) {
  const say = useWords()
  const ids = [...wordCategories, 'own' as const]
  return (
    <>
      <Chips
        {...{ label: say('rules.categories'), chosen: condition.categories, isDisabled }}
        onChange={(categories) => onChange({ ...condition, categories })}
        choices={ids.map((id) => ({ id, text: say(`rules.category.${id}`) }))}
      />
      <p className={styles.dim}>{say('rules.categories.hint')}</p>
    </>
  )
}

export function WordFields({ condition, onChange, isDisabled }: Fields<'words'>) {
  const say = useWords()
  return (
    <>
      <LinesField
        {...{ label: say('rules.wordsField'), hint: say('rules.wordsField.hint'), value: condition.words, isDisabled }}
        onChange={(words) => onChange({ ...condition, words })}
      />
      <Checkbox
        isSelected={condition.masked}
        onChange={(masked) => onChange({ ...condition, masked })}
        isDisabled={isDisabled}
        hint={say('rules.masked.hint')}
      >
        {say('rules.masked')}
      </Checkbox>
    </>
  )
}

export function LinkFields({ condition, onChange, isDisabled }: Fields<'links'>) {
  const say = useWords()
  const ways = ['any', 'others', 'these'] as const
  return (
    <>
      <Select
        {...{ label: say('rules.linksTo'), value: condition.to, isDisabled }}
        onChange={(to) => onChange({ ...condition, to })}
        choices={ways.map((id) => ({ id, text: say(`rules.links.${id}`) }))}
      />
      {condition.to !== 'any' && (
        <LinesField
          {...{ label: say('rules.domains'), hint: say('rules.domains.hint'), value: condition.domains, isDisabled }}
          onChange={(domains) => onChange({ ...condition, domains })}
        />
      )}
    </>
  )
}

export function FloodFields({ condition, onChange, isDisabled }: Fields<'flood'>) {
  const say = useWords()
  const whats = ['alike', 'author'] as const
  return (
    <div className={styles.inline}>
      <Select
        {...{ label: say('rules.floodOf'), value: condition.what, isDisabled }}
        onChange={(what) => onChange({ ...condition, what })}
        choices={whats.map((id) => ({ id, text: say(`rules.flood.${id}`) }))}
      />
      <AmountField
        {...{ label: say('rules.floodCount'), value: condition.count, isDisabled }}
        onChange={(count) => onChange({ ...condition, count: count ?? 0 })}
      />
      <AmountField
        {...{ label: say('rules.floodMinutes'), value: condition.minutes, isDisabled }}
        onChange={(minutes) => onChange({ ...condition, minutes: minutes ?? 0 })}
      />
    </div>
  )
}

const week = ['1', '2', '3', '4', '5', '6', '7'] as const

export function TimeFields({ condition, onChange, isDisabled }: Fields<'time'>) {
  const say = useWords()
  const format = useFormat()
  const brand = useBrand()
  return (
    <>
      <Chips
        {...{
          label: say('rules.weekdays'),
          chosen: week.filter((day) => condition.days.includes(Number(day))),
          isDisabled,
        }}
        onChange={(days) => onChange({ ...condition, days: days.map(Number) })}
        choices={week.map((id) => ({ id, text: format.weekday(Number(id), 'short') }))}
      />
      <div className={styles.inline}>
        <TextField
          {...{
            label: say('rules.fromTime'),
            value: condition.from,
            isDisabled,
            maxLength: 5,
            className: styles.amount,
          }}
          onChange={(from) => onChange({ ...condition, from })}
        />
        <TextField
          {...{ label: say('rules.toTime'), value: condition.to, isDisabled, maxLength: 5, className: styles.amount }}
          onChange={(to) => onChange({ ...condition, to })}
        />
      </div>
      <p className={styles.dim}>{say('rules.timeZone', { zone: brand.zone.replaceAll('_', ' ') })}</p>
    </>
  )
}
