import type { ApiFailure } from '../../api/failure.ts'
import type { Action } from '../../api/rules.ts'
import { useWords } from '../../i18n/words.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Card } from '../../ui/layout.tsx'
import { ActionFields } from './action-fields.tsx'
import { AddRow } from './add-row.tsx'
import { RowComplaints } from './row-complaints.tsx'
import styles from './rules.module.css'
import { actionKinds, actionOf, type Written } from './starting.ts'

type ActionsCardProps = {
  written: Written
  onChange: (change: Partial<Written>) => void
  failure: ApiFailure | null
  mayChange: boolean
}

export function ActionsCard({ written, onChange, failure, mayChange }: ActionsCardProps) {
  const say = useWords()
  const { actions } = written
  const put = (at: number, next: Action) => onChange({ actions: actions.map((one, n) => (n === at ? next : one)) })
  const free = actionKinds.filter((kind) => !actions.some((one) => one.kind === kind))
  return (
    <Card title={say('rules.thenTitle')}>
      <RowComplaints failure={failure} path="actions" whole />
      <ol className={styles.rows}>
        {actions.map((one, at) => {
          const name = say(`rules.do.${one.kind}`)
          return (
            <li key={one.kind} className={styles.row}>
              <fieldset className={styles.condition} disabled={!mayChange}>
                <legend className={styles.kind}>{name}</legend>
                <div className={styles.fields}>
                  <ActionFields action={one} onChange={(next) => put(at, next)} isDisabled={!mayChange} />
                </div>
                {mayChange && (
                  <IconButton
                    icon="trash"
                    label={say('rules.dropAction', { name })}
                    onPress={() => onChange({ actions: actions.filter((_, n) => n !== at) })}
                  />
                )}
              </fieldset>
              <RowComplaints failure={failure} path={`actions.${at}`} />
            </li>
          )
        })}
      </ol>
      {mayChange && (
        <AddRow
          label={say('rules.addAction')}
          kinds={free}
          nameOf={(kind) => say(`rules.do.${kind}`)}
          hintOf={(kind) => say(`rules.doHint.${kind}`)}
          onAdd={(kind) => onChange({ actions: [...actions, actionOf(kind)] })}
        />
      )}
    </Card>
  )
}
