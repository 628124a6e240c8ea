import { useState } from 'react'
import { exportAddress } from '../../api/planning.ts'
import { useWords } from '../../i18n/words.tsx'
import { Button, buttonLook } from '../../ui/button.tsx'
import { DateField } from '../../ui/date-field.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Row, Stack } from '../../ui/layout.tsx'
import { RadioGroup } from '../../ui/radio-group.tsx'
import { addDays } from '../calendar/time/days.ts'
import { resolveWall } from '../calendar/time/resolve-wall.ts'

type ExportDialogProps = { brandId: string; from: string; to: string; zone: string; onClose: () => void }

/** The plan as a file that the import reads back. `to` is not among the days. */
export function ExportDialog({ brandId, from, to, zone, onClose }: ExportDialogProps) {
  const say = useWords()
  const [format, setFormat] = useState<'xlsx' | 'csv'>('xlsx')
  const [first, setFirst] = useState<string | null>(from)
  const [last, setLast] = useState<string | null>(addDays(to, -1))
  const wrong = first && last && last < first ? say('import.export.wrong') : null
  const iso = (date: string) => new Date(resolveWall(`${date}T00:00`, zone).at).toISOString()
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={say('import.export.title')}
      foot={
        <>
          <Button onPress={onClose}>{say('ui.cancel')}</Button>
          {first && last && !wrong && (
            <a
              className={buttonLook({ variant: 'primary' })}
              href={exportAddress(brandId, { format, from: iso(first), to: iso(addDays(last, 1)) })}
              download
              onClick={onClose}
            >
              {say('import.export.act')}
            </a>
          )}
        </>
      }
    >
      <Stack gap={4}>
        <Row gap={3}>
          <DateField label={say('import.export.from')} value={first} onChange={setFirst} />
          <DateField label={say('import.export.to')} value={last} onChange={setLast} error={wrong} />
        </Row>
        <RadioGroup
          label={say('import.export.format')}
          value={format}
          choices={[
            { id: 'xlsx', text: say('import.export.xlsx') },
            { id: 'csv', text: say('import.export.csv') },
          ]}
          onChange={setFormat}
        />
      </Stack>
    </Dialog>
  )
}
