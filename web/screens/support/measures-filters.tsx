import { useQuery } from '@tanstack/react-query'
import { accounts, networks } from '../../api/brand.ts'
import { duty, labels, type MeasuresOf } from '../../api/support.ts'
import { useWords } from '../../i18n/words.tsx'
import { useBrand } from '../../shell/here.ts'
import { Swatch } from '../../ui/avatar.tsx'
import type { Choice } from '../../ui/choices.ts'
import { Row } from '../../ui/layout.tsx'
import { Select } from '../../ui/select.tsx'

type Shown = { [F in keyof MeasuresOf]: string }
type Field = keyof MeasuresOf
const every = 'every'

/** Of which conversations it is told; nothing chosen means all. */
export function MeasuresFilters({ of, onChange }: { of: Shown; onChange: (of: Shown) => void }) {
  const say = useWords()
  const choices = useChoices()
  const fields = Object.keys(choices) as Field[]
  return (
    <fieldset aria-label={say('service.of')}>
      <Row gap={3}>
        {fields
          .filter((field) => choices[field].length > (field === 'label' ? 0 : 1))
          .map((field) => (
            <Select
              key={field}
              label={say(`service.by.${field}`)}
              value={of[field] ?? every}
              onChange={(id) => onChange({ ...of, [field]: id === every ? undefined : id })}
              choices={[{ id: every, text: say('service.of.every') }, ...choices[field]]}
            />
          ))}
      </Row>
    </fieldset>
  )
}

function useChoices(): Record<Field, Choice[]> {
  const say = useWords()
  const brand = useBrand()
  const own = useQuery(labels(brand.id)).data?.items ?? []
  const people = useQuery(duty(brand.id)).data?.people ?? []
  const owned = useQuery(accounts(brand.id)).data?.items ?? []
  const nameOf = useNetworkNames()
  const kinds = ['message', 'comment', 'mention', 'review'] as const
  return {
    label: own.map(({ name, color }) => ({ id: name, text: name, before: <Swatch color={color} /> })),
    priority: [0, 1, 2, 3].map((one) => ({ id: String(one), text: say(`service.priority.${one}`) })),
    person: people.map(({ id, name }) => ({ id, text: name })),
    network: [...new Set(owned.map((one) => one.network))].map((id) => ({ id, text: nameOf(id) })),
    account: owned.map(({ id, name, network }) => ({ id, text: name, hint: nameOf(network) })),
    kind: kinds.map((id) => ({ id, text: say(`service.kind.${id}`) })),
  }
}

export function useNetworkNames(): (id: string) => string {
  const told = useQuery({ ...networks(), staleTime: Number.POSITIVE_INFINITY }).data?.items ?? []
  return (id) => told.find((one) => one.id === id)?.name ?? id
}
