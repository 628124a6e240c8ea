import { useState } from 'react'
import { useWords } from '../../i18n/words.tsx'
import { TextArea } from '../../ui/text-field.tsx'

type LinesFieldProps = {
  label: string
  hint?: string
  value: string[]
  onChange: (lines: string[]) => void
  isDisabled?: boolean
  rows?: number
}

/** Several short texts, one a line. */
export function LinesField({ label, hint, value, onChange, isDisabled, rows = 3 }: LinesFieldProps) {
  const say = useWords()
  const [typed, setTyped] = useState(value.join('\n'))
  return (
    <TextArea
      {...{ label, hint: hint ?? say('rules.onePerLine'), isDisabled, rows, value: typed }}
      onChange={(text) => {
        setTyped(text)
        onChange([...new Set(text.split('\n').map((line) => line.trim()))].filter(Boolean))
      }}
    />
  )
}
