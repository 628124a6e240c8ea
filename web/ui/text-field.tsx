import { type ReactNode, type Ref, useState } from 'react'
import { Group } from 'react-aria-components/Group'
import { Input } from 'react-aria-components/Input'
import { TextArea as AriaTextArea } from 'react-aria-components/TextArea'
import { TextField as AriaTextField, type TextFieldProps as AriaTextFieldProps } from 'react-aria-components/TextField'
import { useWords } from '../i18n/words.tsx'
import { classes } from './classes.ts'
import styles from './field.module.css'
import { FieldError, FieldHint, FieldLabel, type FieldProps } from './field-parts.tsx'
import { IconButton } from './icon-button.tsx'

type TextFieldProps = Omit<AriaTextFieldProps, 'children' | 'className' | 'style'> &
  FieldProps & {
    placeholder?: string
    before?: ReactNode
    after?: ReactNode
    className?: string
    inputRef?: Ref<HTMLInputElement>
  }

/** One line of text. Its `name` is also where the API's complaint about it is shown. */
export function TextField({
  label,
  isLabelHidden,
  hint,
  optional,
  error,
  placeholder,
  before,
  after,
  className,
  inputRef,
  ...rest
}: TextFieldProps) {
  return (
    <AriaTextField {...rest} isInvalid={error ? true : undefined} className={classes(styles.field, className)}>
      <FieldLabel label={label} isLabelHidden={isLabelHidden} optional={optional} />
      <Group className={styles.box ?? ''}>
        {before && <span className={styles.affix}>{before}</span>}
        <Input ref={inputRef} className={styles.bare ?? ''} placeholder={placeholder} />
        {after && <span className={styles.affix}>{after}</span>}
      </Group>
      {hint && <FieldHint>{hint}</FieldHint>}
      <FieldError error={error} />
    </AriaTextField>
  )
}

/** A secret being typed: hidden until the writer asks to see it. */
export function PasswordField(props: TextFieldProps) {
  const [shown, setShown] = useState(false)
  const say = useWords()
  return (
    <TextField
      {...props}
      type={shown ? 'text' : 'password'}
      spellCheck="false"
      after={
        <IconButton
          size="s"
          className={styles.reveal}
          icon={shown ? 'eye-off' : 'eye'}
          label={say(shown ? 'ui.password.hide' : 'ui.password.show')}
          onPress={() => setShown(!shown)}
        />
      }
    />
  )
}

type TextAreaProps = Omit<AriaTextFieldProps, 'children' | 'className' | 'style' | 'type'> &
  FieldProps & { placeholder?: string; rows?: number; className?: string; inputRef?: Ref<HTMLTextAreaElement> }

/** Several lines; grows with what is written. */
export function TextArea({
  label,
  hint,
  optional,
  error,
  placeholder,
  rows = 4,
  className,
  inputRef,
  ...rest
}: TextAreaProps) {
  return (
    <AriaTextField {...rest} isInvalid={error ? true : undefined} className={classes(styles.field, className)}>
      <FieldLabel label={label} optional={optional} />
      <AriaTextArea ref={inputRef} rows={rows} className={styles.box ?? ''} placeholder={placeholder} />
      {hint && <FieldHint>{hint}</FieldHint>}
      <FieldError error={error} />
    </AriaTextField>
  )
}
