import { isAsked } from '../../../networks/check-options.ts'
import type { OptionField, OptionValue } from '../../../networks/compose.ts'
import { useWords } from '../../i18n/words.tsx'
import { Checkbox } from '../../ui/checkbox.tsx'
import { Row, Stack } from '../../ui/layout.tsx'
import { Select } from '../../ui/select.tsx'
import { Switch } from '../../ui/switch.tsx'
import { TextArea, TextField } from '../../ui/text-field.tsx'
import type { Media } from './draft/draft.ts'
import { FindingList, type Said } from './findings.tsx'
import { MediaField } from './media-field.tsx'
import { MomentField } from './moment-field.tsx'
import styles from './option-fields.module.css'
import { WordsField } from './words-field.tsx'

type OptionFieldsProps = Place & {
  fields: readonly OptionField[]
  values: Record<string, OptionValue>
  said: readonly Said[]
  isReadOnly: boolean
  onChange: (key: string, value: OptionValue) => void
}

/** Where the post is written: whose library, on whose clock. */
export type Place = {
  brandId: string
  zone: string
  media: ReadonlyMap<string, Media>
  /** A file was chosen that the post did not have yet. */
  onKnow: (items: readonly Media[]) => void
}

/** A network's own settings, drawn from what it says of itself. */
export function OptionFields({ fields, values, said, isReadOnly, onChange, ...place }: OptionFieldsProps) {
  const asked = fields.filter((field) => isAsked(field, [...fields], values))
  return (
    <Stack gap={4}>
      {asked.map((field) => (
        <Stack gap={1} key={field.key}>
          <OneOption
            {...place}
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

type OneOptionProps = Place & {
  field: OptionField
  value: OptionValue
  isReadOnly: boolean
  onChange: (value: OptionValue) => void
}

function OneOption({ field, value, isReadOnly, onChange, ...place }: OneOptionProps) {
  const say = useWords()
  const label = field.required ? say('compose.option.required', { label: say(field.label) }) : say(field.label)
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
        label={label}
        field={field}
        value={Array.isArray(value) ? value : field.default}
        isReadOnly={isReadOnly}
        onChange={onChange}
      />
    )
  if (field.kind === 'words')
    return (
      <WordsField
        {...{ label, hint, isReadOnly, onChange, max: field.max, maxLength: field.maxLength }}
        words={Array.isArray(value) ? value : field.default}
      />
    )
  const text = typeof value === 'string' ? value : field.default
  if (field.kind === 'moment')
    return <MomentField {...{ label, hint, isReadOnly, onChange }} value={text} zone={place.zone} />
  if (field.kind === 'media')
    return (
      <MediaField
        {...{ label, hint, isReadOnly, of: field.of, brandId: place.brandId, known: place.media }}
        value={text}
        onChange={(id, file) => {
          if (file) place.onKnow([file])
          onChange(id)
        }}
      />
    )
  const Field = field.multiline ? TextArea : TextField
  return <Field label={label} hint={hint} isReadOnly={isReadOnly} value={text} onChange={onChange} />
}

type ManyChoicesProps = {
  label: string
  field: OptionField & { kind: 'many' }
  value: string[]
  isReadOnly: boolean
  onChange: (value: string[]) => void
}

function ManyChoices({ label, field, value, isReadOnly, onChange }: ManyChoicesProps) {
  const say = useWords()
  return (
    <fieldset className={styles.many}>
      <legend className={styles.label}>{label}</legend>
      <Row gap={3}>
        {field.choices.map((choice) => (
          <Checkbox
            key={choice.value}
            isDisabled={isReadOnly}
            isSelected={value.includes(choice.value)}
            onChange={(on) => onChange(on ? [...value, choice.value] : value.filter((one) => one !== choice.value))}
          >
            {choice.named ? choice.label : say(choice.label)}
          </Checkbox>
        ))}
      </Row>
      {field.help && <p className={styles.hint}>{say(field.help)}</p>}
    </fieldset>
  )
}
