import type { OptionField, OptionValue } from '../../../networks/compose.ts'
import { useWords } from '../../i18n/words.tsx'
import { Checkbox } from '../../ui/checkbox.tsx'
import { Row, Stack } from '../../ui/layout.tsx'
import { Select } from '../../ui/select.tsx'
import { Switch } from '../../ui/switch.tsx'
import { TextArea, TextField } from '../../ui/text-field.tsx'
import { FindingList, type Said } from './findings.tsx'
import styles from './option-fields.module.css'

type OptionFieldsProps = {
  fields: readonly OptionField[]
  values: Record<string, OptionValue>
  said: readonly Said[]
  isReadOnly: boolean
  onChange: (key: string, value: OptionValue) => void
}

/** A network's own settings, drawn from what it says of itself. */
export function OptionFields({ fields, values, said, isReadOnly, onChange }: OptionFieldsProps) {
  return (
    <Stack gap={4}>
      {fields.map((field) => (
        <Stack gap={1} key={field.key}>
          <OneOption
            field={field}
            value={values[field.key] ?? field.default}
            isReadOnly={isReadOnly}
            onChange={(value) => onChange(field.key, value)}
          />
          <FindingList said={said.filter((one) => one.finding.path.startsWith(`options.${field.key}`))} />
        </Stack>
      ))}
    </Stack>
  )
}

type OneOptionProps = {
  field: OptionField
  value: OptionValue
  isReadOnly: boolean
  onChange: (value: OptionValue) => void
}

function OneOption({ field, value, isReadOnly, onChange }: OneOptionProps) {
  const say = useWords()
  const label = say(field.label)
  const hint = field.help ? say(field.help) : undefined
  if (field.kind === 'switch')
    return (
      <Switch isSelected={value === true} isDisabled={isReadOnly} hint={hint} onChange={onChange}>
        {label}
      </Switch>
    )
  if (field.kind === 'choice')
    return (
      <Select
        label={label}
        hint={hint}
        isDisabled={isReadOnly}
        value={typeof value === 'string' ? value : field.default}
        choices={field.choices.map((choice) => ({
          id: choice.value,
          text: choice.named ? choice.label : say(choice.label),
        }))}
        onChange={onChange}
      />
    )
  if (field.kind === 'many')
    return (
      <ManyChoices
        field={field}
        value={Array.isArray(value) ? value : field.default}
        isReadOnly={isReadOnly}
        onChange={onChange}
      />
    )
  if (field.kind !== 'text') return null
  const text = typeof value === 'string' ? value : field.default
  const Field = field.multiline ? TextArea : TextField
  return <Field label={label} hint={hint} isReadOnly={isReadOnly} value={text} onChange={onChange} />
}

type ManyChoicesProps = {
  field: OptionField & { kind: 'many' }
  value: string[]
  isReadOnly: boolean
  onChange: (value: string[]) => void
}

function ManyChoices({ field, value, isReadOnly, onChange }: ManyChoicesProps) {
  const say = useWords()
  return (
    <fieldset className={styles.many}>
      <legend className={styles.label}>{say(field.label)}</legend>
      <Row gap={3}>
        {field.choices.map((choice) => (
          <Checkbox
            key={choice.value}
            isDisabled={isReadOnly}
            isSelected={value.includes(choice.value)}
            onChange={(on) => onChange(on ? [...value, choice.value] : value.filter((one) => one !== choice.value))}
          >
            {say(choice.label)}
          </Checkbox>
        ))}
      </Row>
      {field.help && <p className={styles.hint}>{say(field.help)}</p>}
    </fieldset>
  )
}
