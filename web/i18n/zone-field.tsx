import { useMemo } from 'react'
import { ComboBox } from '../ui/combo-box.tsx'
import { useWords } from './words.tsx'
import { zoneChoices } from './zones.ts'

type ZoneFieldProps = {
  label: string
  hint?: string
  value: string
  onChange: (zone: string) => void
  name?: string
  isDisabled?: boolean
}

/** A time zone by its city. */
export function ZoneField({ value, ...rest }: ZoneFieldProps) {
  const say = useWords()
  const choices = useMemo(() => zoneChoices(value), [value])
  return <ComboBox {...rest} choices={choices} value={value} placeholder={say('ui.zone.placeholder')} />
}
