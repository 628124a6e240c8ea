import { useState } from 'react'
import { useWords } from '../../i18n/words.tsx'
import { Row } from '../../ui/layout.tsx'
import { Select } from '../../ui/select.tsx'
import { TextField } from '../../ui/text-field.tsx'

const units = { minutes: 1, hours: 60, days: 1440 } as const
type Unit = keyof typeof units
const all = Object.keys(units) as Unit[]

type MinutesFieldProps = {
  label: string
  name: string
  hint?: string
  value: number | null
  onChange: (minutes: number | null) => void
}

/** A length of time; left empty, there is none. */
export function MinutesField({ label, name, hint, value, onChange }: MinutesFieldProps) {
  const say = useWords()
  const [unit, setUnit] = useState<Unit>(() => all.findLast((one) => (value ?? 1) % units[one] === 0) ?? 'minutes')
  const [text, setText] = useState(value === null ? '' : String(value / units[unit]))
  const tell = (written: string, of: Unit) => {
    const count = Number(written.replace(',', '.'))
    onChange(written.trim() === '' || !Number.isFinite(count) ? null : Math.round(count * units[of]))
  }
  return (
    <Row gap={2}>
      <TextField
        name={name}
        label={label}
        hint={hint}
        inputMode="decimal"
        value={text}
        onChange={(next) => {
          setText(next)
          tell(next, unit)
        }}
      />
      <Select
        label={say('service.unit')}
        value={unit}
        onChange={(next) => {
          setUnit(next)
          tell(text, next)
        }}
        choices={all.map((id) => ({ id, text: say(`service.unit.${id}`) }))}
      />
    </Row>
  )
}
