import { useState } from 'react'
import type { NewSlot } from '../../api/brand.ts'
import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/words.tsx'
import { Swatch } from '../../ui/avatar.tsx'
import { Button } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/checkbox.tsx'
import { TimeField } from '../../ui/date-field.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Row, Stack } from '../../ui/layout.tsx'
import { Select } from '../../ui/select.tsx'

type AddSlotProps = {
  weekday: number
  zone: string
  known: { accounts: { id: string; name: string }[]; rubrics: { id: string; name: string; color: string }[] }
  isPending: boolean
  onClose: () => void
  onAdd: (slots: NewSlot[]) => void
}

const week = [1, 2, 3, 4, 5, 6, 7]
const anyRubric = 'any'

/** One time on one or more days; no account chosen means all of them. */
export function AddSlot({ weekday, zone, known, isPending, onClose, onAdd }: AddSlotProps) {
  const say = useWords()
  const format = useFormat()
  const [time, setTime] = useState<string | null>('10:00')
  const [days, setDays] = useState([weekday])
  const [accountIds, setAccountIds] = useState<string[]>([])
  const [rubricId, setRubricId] = useState(anyRubric)
  const add = () =>
    time &&
    onAdd(days.map((day) => ({ weekday: day, time, accountIds, rubricId: rubricId === anyRubric ? null : rubricId })))
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={say('brands.slot.add')}
      foot={
        <Button variant="primary" isDisabled={!time || days.length === 0} isPending={isPending} onPress={add}>
          {say('brands.slot.add')}
        </Button>
      }
    >
      <Stack>
        <TimeField label={say('brands.slot.time')} zone={zone} value={time} onChange={setTime} />
        <fieldset>
          <Row>
            {week.map((day) => (
              <Checkbox
                key={day}
                isSelected={days.includes(day)}
                onChange={(on) => setDays(on ? [...days, day] : days.filter((one) => one !== day))}
              >
                {format.weekday(day, 'short')}
              </Checkbox>
            ))}
          </Row>
        </fieldset>
        <Select
          label={say('brands.slot.rubric')}
          value={rubricId}
          onChange={setRubricId}
          choices={[
            { id: anyRubric, text: say('brands.slot.rubric.any') },
            ...known.rubrics.map((rubric) => ({
              id: rubric.id,
              text: rubric.name,
              before: <Swatch color={rubric.color} />,
            })),
          ]}
        />
        {known.accounts.length > 0 && (
          <fieldset aria-label={say('brands.slot.accounts')}>
            <Stack gap={2}>
              <span>{say('brands.slot.accounts')}</span>
              {known.accounts.map((account) => (
                <Checkbox
                  key={account.id}
                  isSelected={accountIds.includes(account.id)}
                  onChange={(on) =>
                    setAccountIds(on ? [...accountIds, account.id] : accountIds.filter((one) => one !== account.id))
                  }
                >
                  {account.name}
                </Checkbox>
              ))}
            </Stack>
          </fieldset>
        )}
      </Stack>
    </Dialog>
  )
}
