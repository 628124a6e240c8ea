import { useState } from 'react'
import { TextField } from '../../ui/text-field.tsx'
import styles from './rules.module.css'

type AmountFieldProps = {
  label: string
  hint?: string
  value: number | null
  onChange: (value: number | null) => void
  isDisabled?: boolean
}

/** A whole number, or nothing. */
export function AmountField({ label, hint, value, onChange, isDisabled }: AmountFieldProps) {
  const [typed, setTyped] = useState(value === null ? '' : String(value))
  return (
    <TextField
      {...{ label, hint, isDisabled, value: typed, inputMode: 'numeric', className: styles.amount }}
      onChange={(text) => {
        const digits = text.replace(/\D/g, '').slice(0, 9)
        setTyped(digits)
        onChange(digits === '' ? null : Number(digits))
      }}
    />
  )
}
