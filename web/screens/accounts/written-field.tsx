import type { NetworkField } from '../../api/brand.ts'
import { PasswordField, TextField } from '../../ui/text-field.tsx'

type WrittenFieldProps = { field: NetworkField; defaultValue: string; autoFocus?: boolean }

/** A field as a network describes it. */
export function WrittenField({ field, defaultValue, autoFocus }: WrittenFieldProps) {
  const Field = field.kind === 'password' ? PasswordField : TextField
  return (
    <Field
      name={`fields.${field.key}`}
      label={field.label}
      hint={field.help ?? undefined}
      placeholder={field.placeholder ?? undefined}
      defaultValue={defaultValue}
      autoFocus={autoFocus}
      autoComplete="off"
      inputMode={field.kind === 'url' ? 'url' : undefined}
    />
  )
}
