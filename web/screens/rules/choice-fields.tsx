import { useQuery } from '@tanstack/react-query'
import { accounts, networks, rubrics } from '../../api/brand.ts'
import { type ConditionOf, packLanguages } from '../../api/rules.ts'
import { useSpoken, useWords } from '../../i18n/words.tsx'
import { useBrand } from '../../shell/here.ts'
import { Chips } from './chips.tsx'
import { languageName } from './language-name.ts'

type Choosing<Id extends string> = { chosen: readonly Id[]; onChange: (chosen: Id[]) => void }

export function LanguageChoice(props: Choosing<ConditionOf<'language'>['languages'][number]>) {
  const { say, tag } = useSpoken()
  const known = packLanguages.map((id) => ({ id, text: languageName(tag, id) }))
  const choices = [...known, { id: 'unknown' as const, text: say('rules.otherLanguage') }]
  return <Chips {...props} label={say('rules.kind.language')} choices={choices} />
}

const kinds = ['comment', 'reply', 'mention', 'message', 'review'] as const

export function KindChoice({ chosen, onChange }: Choosing<ConditionOf<'interaction'>['kinds'][number]>) {
  const say = useWords()
  const shown = kinds.filter((kind) => chosen.includes(kind))
  return (
    <Chips
      {...{ label: say('rules.kind.interaction'), chosen: shown, onChange }}
      choices={kinds.map((id) => ({ id, text: say(`inbox.kind.${id}`) }))}
    />
  )
}

const tones = ['negative', 'neutral', 'positive'] as const

export function ToneChoice(props: Choosing<ConditionOf<'tone'>['tones'][number]>) {
  const say = useWords()
  const choices = tones.map((id) => ({ id, text: say(`inbox.tone.${id}`) }))
  return <Chips {...props} label={say('rules.kind.tone')} choices={choices} />
}

/** Those by which the brand has accounts; one of a rule that is no more among them stays to be seen. */
export function NetworkChoice(props: Choosing<string>) {
  const say = useWords()
  const brand = useBrand()
  const own = useQuery(accounts(brand.id)).data?.items ?? []
  const told = useQuery({ ...networks(), staleTime: Number.POSITIVE_INFINITY }).data?.items ?? []
  const ids = [...new Set([...own.map((one) => one.network), ...props.chosen])]
  const choices = ids.map((id) => ({ id, text: told.find((one) => one.id === id)?.name ?? id }))
  return <Chips {...props} label={say('rules.kind.network')} choices={choices} />
}

export function AccountChoice(props: Choosing<string>) {
  const say = useWords()
  const brand = useBrand()
  const own = useQuery(accounts(brand.id)).data?.items ?? []
  const choices = own.map((one) => ({ id: one.id, text: one.handle || one.name }))
  return <Chips {...props} label={say('rules.kind.account')} choices={choices} />
}

export function RubricChoice(props: Choosing<string>) {
  const say = useWords()
  const brand = useBrand()
  const all = useQuery(rubrics(brand.id)).data?.items ?? []
  return (
    <Chips {...props} label={say('rules.kind.rubric')} choices={all.map((one) => ({ id: one.id, text: one.name }))} />
  )
}
