import { useState } from 'react'
import type { Holiday } from '../../api/support.ts'
import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/words.tsx'
import { Button } from '../../ui/button.tsx'
import { DateField } from '../../ui/date-field.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Row, Stack } from '../../ui/layout.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { Spans } from './spans.tsx'
import styles from './support.module.css'

type HolidaysProps = { holidays: Holiday[]; onChange: (holidays: Holiday[]) => void }

/** Days on which the brand is closed, or open for some hours only. */
export function Holidays({ holidays, onChange }: HolidaysProps) {
  const say = useWords()
  const format = useFormat()
  const [date, setDate] = useState<string | null>(null)
  const [name, setName] = useState('')
  const isThere = holidays.some((one) => one.date === date)
  const add = () => {
    if (!date || isThere) return
    onChange([...holidays, { date, name: name.trim(), open: [] }].sort((a, b) => a.date.localeCompare(b.date)))
    setDate(null)
    setName('')
  }
  return (
    <Stack gap={2}>
      <h3>{say('service.holidays')}</h3>
      <div>
        {holidays.map((holiday, at) => {
          const day = format.date(`${holiday.date}T12:00:00Z`, 'UTC')
          return (
            <div key={holiday.date} className={styles.day}>
              <span>
                <span className={styles.dayName}>{day}</span> <span className={styles.dim}>{holiday.name}</span>
              </span>
              <Row gap={2}>
                <Spans
                  name={day}
                  open={holiday.open}
                  onChange={(open) => onChange(holidays.with(at, { ...holiday, open }))}
                />
              </Row>
              <IconButton
                icon="trash"
                size="s"
                label={say('service.remove', { name: day })}
                onPress={() => onChange(holidays.toSpliced(at, 1))}
              />
            </div>
          )
        })}
      </div>
      <Row>
        <DateField
          label={say('service.holiday.date')}
          error={isThere ? say('service.holiday.twice') : undefined}
          value={date}
          onChange={setDate}
        />
        <TextField label={say('service.holiday.name')} optional value={name} onChange={setName} maxLength={80} />
        <Button icon="plus" isDisabled={!date || isThere} onPress={add}>
          {say('service.holiday.add')}
        </Button>
      </Row>
    </Stack>
  )
}
