import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Action } from '../../api/rules.ts'
import { mayAs, members } from '../../api/team.ts'
import { useWords } from '../../i18n/words.tsx'
import { useBrand } from '../../shell/here.ts'
import { ComboBox } from '../../ui/combo-box.tsx'
import { Select } from '../../ui/select.tsx'
import { TextArea } from '../../ui/text-field.tsx'
import { AmountField } from './amount-field.tsx'
import { Chips } from './chips.tsx'
import { LabelFields } from './label-fields.tsx'
import styles from './rules.module.css'

type ActionFieldsProps = { action: Action; onChange: (next: Action) => void; isDisabled: boolean }

export function ActionFields({ action: one, onChange, isDisabled }: ActionFieldsProps): ReactNode {
  const say = useWords()
  const people = usePeople()
  switch (one.kind) {
    case 'label':
      return (
        <LabelFields labels={one.labels} onChange={(labels) => onChange({ ...one, labels })} isDisabled={isDisabled} />
      )
    case 'assign':
      return (
        <ComboBox
          {...{ label: say('rules.person'), value: one.userId || null, choices: people, isDisabled }}
          onChange={(userId) => onChange({ ...one, userId })}
        />
      )
    case 'notify':
      return (
        <Chips
          {...{ label: say('rules.people'), chosen: one.userIds, choices: people, isDisabled }}
          onChange={(userIds) => onChange({ ...one, userIds })}
        />
      )
    case 'priority':
      return (
        <Select
          {...{ label: say('rules.do.priority'), value: String(one.priority), isDisabled }}
          onChange={(id) => onChange({ ...one, priority: Number(id) })}
          choices={['0', '1', '2', '3'].map((id) => ({ id, text: say(`rules.priority.${id}`) }))}
        />
      )
    case 'state':
      return (
        <Select
          {...{ label: say('rules.folder'), value: one.state, isDisabled }}
          onChange={(state) => onChange({ ...one, state })}
          choices={(['spam', 'done'] as const).map((id) => ({ id, text: say(`rules.state.${id}`) }))}
        />
      )
    case 'snooze':
      return (
        <AmountField
          {...{ label: say('rules.hoursField'), value: one.hours, isDisabled }}
          onChange={(hours) => onChange({ ...one, hours: hours ?? 0 })}
        />
      )
    case 'tone':
      return (
        <Select
          {...{ label: say('rules.kind.tone'), value: one.tone, isDisabled }}
          onChange={(tone) => onChange({ ...one, tone })}
          choices={(['negative', 'neutral', 'positive'] as const).map((id) => ({ id, text: say(`inbox.tone.${id}`) }))}
        />
      )
    case 'reply':
      return (
        <TextArea
          {...{
            label: say('rules.replyText'),
            hint: say('rules.replyText.hint'),
            value: one.text,
            isDisabled,
            rows: 3,
          }}
          onChange={(text) => onChange({ ...one, text })}
        />
      )
    default:
      return <p className={styles.dim}>{say(`rules.doHint.${one.kind}`)}</p>
  }
}

function usePeople() {
  const brand = useBrand()
  const all = useQuery(members()).data?.items ?? []
  return all
    .filter((one) => one.role === 'owner' || mayAs(one.brandRoles[brand.id] ?? 'client', 'author'))
    .map((one) => ({ id: one.userId, text: one.name }))
}
