import { useMemo } from 'react'
import { useAct } from '../../../api/ask.ts'
import { makeLabel, supportPath } from '../../../api/support.ts'
import { useWords } from '../../../i18n/words.tsx'
import { Swatch } from '../../../ui/avatar.tsx'
import { Button } from '../../../ui/button.tsx'
import { pigments } from '../../brand/color-field.tsx'
import { listOf } from '../address.ts'
import { useInbox } from '../use-inbox.ts'
import { useLabels } from '../use-labels.ts'
import { type Pickable, Picker } from './picker.tsx'
import type { PickingProps } from './picking.tsx'

const mostLabels = 30
const longestLabel = 60

/** Labels stand or fall by a press each; the picker stays open until it is shut. The brand's own come first, in their order. */
export function LabelPicker({ targets, onClose }: PickingProps) {
  const say = useWords()
  const { conversations, changes, place, around } = useInbox()
  const { items } = conversations.shown.list
  const brandIds = useMemo(() => [...new Set(targets.map((one) => one.brandId))], [targets])
  const own = useLabels(brandIds)
  const fresh = targets.map((one) => items.get(one.id) ?? one)
  const used = [...items.values(), ...fresh].flatMap((one) => (brandIds.includes(one.brandId) ? one.labels : []))
  const others = [...new Set([...listOf(place.address.labels), ...used])]
    .filter((name) => !own.all.some((one) => one.name === name))
    .sort()
  const on = (label: string) => fresh.every((one) => one.labels.includes(label))
  const isFull = fresh.some((one) => one.labels.length >= mostLabels)
  const toggle = (label: string) => {
    if (!on(label) && isFull) return
    void changes.change(fresh, on(label) ? { removeLabels: [label] } : { addLabels: [label] })
  }
  const make = useAct(
    (name: string) => {
      const color = pigments[own.all.length % pigments.length] ?? pigments[0]
      return Promise.all(own.lackedBy(name).map((id) => makeLabel(id, { name, color })))
    },
    { touches: brandIds.map((id) => supportPath(id, '/labels')), done: (_made, name) => toggle(name) },
  )
  const known: Pickable[] = [
    ...own.all.map(({ name, color }) => ({ id: name, text: name, before: <Swatch color={color} />, chosen: on(name) })),
    ...others.map((name) => ({ id: name, text: name, icon: 'tag' as const, chosen: on(name) })),
  ]
  const isKnown = (name: string) => known.some((one) => one.id.toLocaleLowerCase() === name.toLocaleLowerCase())
  const mayMake = brandIds.every((id) => around.mayIn(id, 'editor'))
  return (
    <Picker
      title={say('inbox.act.label')}
      search={say('inbox.label.search')}
      onClose={onClose}
      onPick={(id) => (isKnown(id) ? toggle(id) : make.mutate(id))}
      items={known}
      made={(typed) =>
        !mayMake || isKnown(typed) || typed.length > longestLabel || typed.includes(',')
          ? null
          : { id: typed, text: say('inbox.label.new', { label: typed }), icon: 'plus' }
      }
      foot={
        <Button variant="primary" onPress={onClose}>
          {say('inbox.label.ready')}
        </Button>
      }
    />
  )
}
