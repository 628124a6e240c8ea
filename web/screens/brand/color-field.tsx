import { Label } from 'react-aria-components/Label'
import { Radio, RadioGroup } from 'react-aria-components/RadioGroup'
import { useWords } from '../../i18n/words.tsx'
import { classes } from '../../ui/classes.ts'
import field from '../../ui/field.module.css'
import { Icon } from '../../ui/icon.tsx'
import { inkOn } from '../../ui/ink-on.ts'
import styles from './color-field.module.css'

/** Pigments that keep apart from each other on a calendar; any other colour may be mixed beside them. */
export const pigments = [
  '#0e6560',
  '#2f5c9e',
  '#5b4a9c',
  '#94397c',
  '#a23b22',
  '#8f5b08',
  '#4e6a1c',
  '#3c4a57',
] as const

export function ColorField({
  label,
  value,
  onChange,
}: {
  label: string
  value: string
  onChange: (color: string) => void
}) {
  const say = useWords()
  const own = !pigments.some((pigment) => pigment === value)
  return (
    <RadioGroup className={field.field ?? ''} value={value} onChange={onChange} orientation="horizontal">
      <Label className={field.label}>{label}</Label>
      <div className={styles.pigments}>
        {pigments.map((pigment) => (
          <Radio
            key={pigment}
            value={pigment}
            className={styles.pigment ?? ''}
            style={{ background: pigment, color: inkOn(pigment) }}
            aria-label={say('brands.color.of', { color: pigment })}
          >
            {({ isSelected }) => isSelected && <Icon name="check" size={16} />}
          </Radio>
        ))}
        <label
          className={classes(styles.own, own && styles.chosen)}
          style={own ? { background: value, color: inkOn(value) } : undefined}
        >
          <Icon name="palette" size={18} />
          <input
            type="color"
            value={value}
            onChange={(event) => onChange(event.target.value)}
            aria-label={say('brands.color.own')}
          />
        </label>
      </div>
    </RadioGroup>
  )
}
