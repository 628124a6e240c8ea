import { useWords } from '../../../i18n/words.tsx'
import { Avatar } from '../../../ui/avatar.tsx'
import { tones } from '../address.ts'
import { toneIcons } from '../conversation/tone-icons.ts'
import { mayAnswerIn } from '../use-around.ts'
import { type Picking as Asked, useInbox } from '../use-inbox.ts'
import { LabelPicker } from './label-picker.tsx'
import { Picker } from './picker.tsx'
import { SnoozePicker } from './snooze-picker.tsx'

/** What is being decided about one conversation or many. */
export function Picking() {
  const { picking, setPicking } = useInbox()
  if (!picking) return null
  const close = () => setPicking(null)
  if (picking.kind === 'assign') return <AssignPicker {...picking} onClose={close} />
  if (picking.kind === 'label') return <LabelPicker {...picking} onClose={close} />
  if (picking.kind === 'tone') return <TonePicker {...picking} onClose={close} />
  return <SnoozePicker {...picking} onClose={close} />
}

export type PickingProps = Asked & { onClose: () => void }

const nobody = 'nobody'

function AssignPicker({ targets, onClose }: PickingProps) {
  const say = useWords()
  const { around, changes } = useInbox()
  const people = mayAnswerIn(around.members, [...new Set(targets.map((one) => one.brandId))])
  const mine = people.filter((one) => one.userId === around.me.id)
  const others = people.filter((one) => one.userId !== around.me.id)
  const holds = (id: string | null) => targets.every((one) => (one.assignee?.id ?? null) === id)
  const pick = (id: string) => {
    onClose()
    void changes.change(targets, { assigneeId: id === nobody ? null : id }, 'inbox.did.assigned')
  }
  return (
    <Picker
      title={say('inbox.act.assign')}
      search={say('inbox.assign.search')}
      onClose={onClose}
      onPick={pick}
      items={[
        ...mine.map((one) => ({
          ...{ id: one.userId, text: say('inbox.assign.me'), hint: one.name, chosen: holds(one.userId) },
          before: <Avatar name={one.name} size={24} />,
        })),
        ...others.map((one) => ({
          ...{ id: one.userId, text: one.name, chosen: holds(one.userId) },
          before: <Avatar name={one.name} size={24} />,
        })),
        { id: nobody, text: say('inbox.nobodyAssigned'), icon: 'close', chosen: holds(null) },
      ]}
    />
  )
}

const none = 'none'

function TonePicker({ targets, onClose }: PickingProps) {
  const say = useWords()
  const { changes } = useInbox()
  const pick = (id: string) => {
    onClose()
    const tone = tones.find((one) => one === id) ?? null
    void changes.change(targets, { tone }, 'inbox.did.toned')
  }
  return (
    <Picker
      title={say('inbox.act.tone')}
      search={say('inbox.tone.search')}
      onClose={onClose}
      onPick={pick}
      items={[
        ...tones.map((id) => ({
          ...{ id, text: say(`inbox.tone.${id}`), icon: toneIcons[id] },
          chosen: targets.every((one) => one.tone === id),
        })),
        { id: none, text: say('inbox.tone.none'), icon: 'close', chosen: targets.every((one) => one.tone === null) },
      ]}
    />
  )
}
