import { useState } from 'react'
import type { ApiFailure } from '../../api/failure.ts'
import type { Condition } from '../../api/rules.ts'
import { useWords } from '../../i18n/words.tsx'
import { Card } from '../../ui/layout.tsx'
import { RadioGroup } from '../../ui/radio-group.tsx'
import { AddRow } from './add-row.tsx'
import { ConditionRow } from './condition-row.tsx'
import { RowComplaints } from './row-complaints.tsx'
import styles from './rules.module.css'
import { conditionKinds, conditionOf, type Written } from './starting.ts'

type ConditionsCardProps = {
  written: Written
  onChange: (change: Partial<Written>) => void
  failure: ApiFailure | null
  mayChange: boolean
}

export function ConditionsCard({ written, onChange, failure, mayChange }: ConditionsCardProps) {
  const say = useWords()
  const keys = useRowKeys(written.conditions.length)
  const { conditions } = written
  const put = (at: number, next: Condition) =>
    onChange({ conditions: conditions.map((one, n) => (n === at ? next : one)) })
  return (
    <Card title={say('rules.whenTitle')}>
      {conditions.length > 1 && (
        <RadioGroup
          label={say('rules.howMany')}
          orientation="horizontal"
          value={written.all ? 'all' : 'any'}
          onChange={(id) => onChange({ all: id === 'all' })}
          isDisabled={!mayChange}
          choices={[
            { id: 'all', text: say('rules.allOf') },
            { id: 'any', text: say('rules.anyOf') },
          ]}
        />
      )}
      <RowComplaints failure={failure} path="match.conditions" whole />
      <ol className={styles.rows}>
        {conditions.map((one, at) => (
          <li key={keys.all[at]} className={styles.row}>
            {at > 0 && <span className={styles.joining}>{say(written.all ? 'rules.and' : 'rules.or')}</span>}
            <ConditionRow
              condition={one}
              mayChange={mayChange}
              onChange={(next) => put(at, next)}
              onDrop={() => {
                keys.drop(at)
                onChange({ conditions: conditions.filter((_, n) => n !== at) })
              }}
            />
            <RowComplaints failure={failure} path={`match.conditions.${at}`} />
          </li>
        ))}
      </ol>
      {mayChange && (
        <AddRow
          label={say('rules.addCondition')}
          kinds={conditionKinds}
          nameOf={(kind) => say(`rules.kind.${kind}`)}
          hintOf={(kind) => say(`rules.kindHint.${kind}`)}
          onAdd={(kind) => {
            keys.add()
            onChange({ conditions: [...conditions, conditionOf(kind)] })
          }}
        />
      )}
    </Card>
  )
}

/** A row keeps its fields when another one before it goes. */
function useRowKeys(count: number) {
  const [state, setState] = useState(() => ({ all: Array.from({ length: count }, (_, n) => n), next: count }))
  return {
    all: state.all,
    add: () => setState({ all: [...state.all, state.next], next: state.next + 1 }),
    drop: (at: number) => setState({ ...state, all: state.all.filter((_, n) => n !== at) }),
  }
}
