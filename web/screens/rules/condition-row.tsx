import type { Condition } from '../../api/rules.ts'
import { useWords } from '../../i18n/words.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Select } from '../../ui/select.tsx'
import { ConditionFields } from './condition-fields.tsx'
import styles from './rules.module.css'

type ConditionRowProps = {
  condition: Condition
  mayChange: boolean
  onChange: (next: Condition) => void
  onDrop: () => void
}

/** One condition: what it looks at, whether it is or is not so, and what exactly. */
export function ConditionRow({ condition, mayChange, onChange, onDrop }: ConditionRowProps) {
  const say = useWords()
  const name = say(`rules.kind.${condition.kind}`)
  return (
    <fieldset className={styles.condition} disabled={!mayChange}>
      <legend className={styles.kind}>{name}</legend>
      <Select
        className={styles.isNot}
        label={say('rules.holds')}
        value={condition.not ? 'not' : 'is'}
        onChange={(id) => onChange({ ...condition, not: id === 'not' })}
        isDisabled={!mayChange}
        choices={[
          { id: 'is', text: say('rules.is') },
          { id: 'not', text: say('rules.isNot') },
        ]}
      />
      <div className={styles.fields}>
        <ConditionFields condition={condition} onChange={onChange} mayChange={mayChange} />
      </div>
      {mayChange && <IconButton icon="trash" label={say('rules.dropCondition', { name })} onPress={onDrop} />}
    </fieldset>
  )
}
