import { type ReactNode, useMemo } from 'react'
import { Form as AriaForm } from 'react-aria-components/Form'
import type { ApiFailure } from '../api/failure.ts'
import { useWords } from '../i18n/words.tsx'
import { Banner } from './feedback.tsx'
import styles from './layout.module.css'

type FormProps = {
  onSubmit: (values: FormData) => void
  /** The last answer of the API to this form; complaints about a field are shown at the field whose `name` is their path. */
  failure?: ApiFailure | null
  children: ReactNode
  /** The names of the fields inside, where complaints find a place; the rest are listed at the top. */
  fields?: readonly string[]
  foot?: ReactNode
}

/** The API judges what was written; this shows its judgement. Nothing written is ever cleared by a failure. */
export function Form({ onSubmit, failure, children, fields, foot }: FormProps) {
  const errors = useMemo(
    () => Object.fromEntries((failure?.fields ?? []).map((field) => [field.path, field.message])),
    [failure],
  )
  const homeless = (failure?.fields ?? []).filter((field) => fields && !fields.includes(field.path))
  return (
    <AriaForm
      className={styles.form ?? ''}
      validationBehavior="aria"
      validationErrors={errors}
      onSubmit={(event) => {
        event.preventDefault()
        onSubmit(new FormData(event.currentTarget))
      }}
    >
      {failure && <FormBanner failure={failure} homeless={homeless.map((field) => field.message)} />}
      {children}
      {foot && <div className={styles.formFoot}>{foot}</div>}
    </AriaForm>
  )
}

function FormBanner({ failure, homeless }: { failure: ApiFailure; homeless: string[] }) {
  const say = useWords()
  return (
    <Banner tone="bad" live title={failure.saidIn(say)}>
      {homeless.length > 0 && (
        <ul>
          {homeless.map((message) => (
            <li key={message}>{message}</li>
          ))}
        </ul>
      )}
    </Banner>
  )
}
