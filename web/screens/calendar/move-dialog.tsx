import { useState } from 'react'
import type { CalendarEntry } from '../../api/planning.ts'
import { useWords } from '../../i18n/words.tsx'
import { useMe } from '../../shell/here.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import type { Plan } from '../compose/draft/draft.ts'
import { PlanFields } from '../compose/plan/plan-fields.tsx'
import { wallIn } from './time/resolve-wall.ts'

type MoveDialogProps = {
  entry: CalendarEntry
  zone: string
  isPending: boolean
  onMove: (plan: Plan) => void
  onClose: () => void
}

/** Moving without dragging: another day, time or clock. */
export function MoveDialog({ entry, zone, isPending, onMove, onClose }: MoveDialogProps) {
  const say = useWords()
  const me = useMe()
  const [plan, setPlan] = useState<Plan | null>({ wall: wallIn(entry.zone, Date.parse(entry.at)), zone: entry.zone })
  const zones = [
    { zone, name: zone.replaceAll('_', ' ') },
    { zone: entry.zone, name: entry.zone.replaceAll('_', ' ') },
    { zone: me.zone, name: say('compose.plan.myZone') },
  ]
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={say('calendar.moveTitle', { title: entry.title.trim() || say('calendar.untitled') })}
      foot={
        <>
          <Button onPress={onClose}>{say('ui.cancel')}</Button>
          <Button variant="primary" isPending={isPending} isDisabled={!plan} onPress={() => plan && onMove(plan)}>
            {say('calendar.move')}
          </Button>
        </>
      }
    >
      <PlanFields plan={plan} zones={zones} onChange={setPlan} />
    </Dialog>
  )
}
