import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useAct } from '../../api/ask.ts'
import { labels, makeLabel, supportPath } from '../../api/support.ts'
import { useWords } from '../../i18n/words.tsx'
import { useBrand, useMayHere } from '../../shell/here.ts'
import { Swatch } from '../../ui/avatar.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { pigments } from '../brand/color-field.tsx'
import { Chips } from './chips.tsx'

type LabelFieldsProps = { labels: string[]; onChange: (labels: string[]) => void; isDisabled: boolean }

/** The brand's labels to choose from, those it does not know behind them; who may make labels makes one here. */
export function LabelFields({ labels: chosen, onChange, isDisabled }: LabelFieldsProps) {
  const say = useWords()
  const brand = useBrand()
  const mayMake = useMayHere('editor')
  const own = useQuery(labels(brand.id)).data?.items ?? []
  const others = chosen.filter((name) => !own.some((one) => one.name === name))
  const choices = [
    ...own.map(({ name, color }) => ({ id: name, text: name, before: <Swatch color={color} /> })),
    ...others.map((id) => ({ id, text: id })),
  ]
  return (
    <>
      {choices.length > 0 && (
        <Chips {...{ label: say('rules.do.label'), chosen, choices, isDisabled }} onChange={onChange} />
      )}
      {mayMake && !isDisabled && (
        <NewLabel known={choices.map((one) => one.id)} onMade={(name) => onChange([...new Set([...chosen, name])])} />
      )}
    </>
  )
}

function NewLabel({ known, onMade }: { known: string[]; onMade: (name: string) => void }) {
  const say = useWords()
  const brand = useBrand()
  const [typed, setTyped] = useState('')
  const done = (name: string) => {
    setTyped('')
    onMade(name)
  }
  const make = useAct(
    (name: string) => makeLabel(brand.id, { name, color: pigments[known.length % pigments.length] ?? pigments[0] }),
    { touches: [supportPath(brand.id, '/labels')], done: ({ name }) => done(name), quiet: true },
  )
  const name = typed.trim()
  const add = () => {
    const there = known.find((one) => one.toLocaleLowerCase() === name.toLocaleLowerCase())
    if (there) done(there)
    else if (name) make.mutate(name)
  }
  return (
    <TextField
      label={say('service.label.add')}
      error={make.error?.saidIn(say)}
      value={typed}
      maxLength={60}
      onChange={setTyped}
      onKeyDown={(event) => {
        if (event.key !== 'Enter') return
        event.preventDefault()
        add()
      }}
      after={
        <IconButton
          size="s"
          icon="plus"
          label={say('service.label.add')}
          isDisabled={name === '' || make.isPending}
          onPress={add}
        />
      }
    />
  )
}
