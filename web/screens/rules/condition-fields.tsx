import type { ReactNode } from 'react'
import type { Condition } from '../../api/rules.ts'
import { useWords } from '../../i18n/words.tsx'
import { AmountField } from './amount-field.tsx'
import { AccountChoice, KindChoice, LanguageChoice, NetworkChoice, RubricChoice, ToneChoice } from './choice-fields.tsx'
import { LinesField } from './lines-field.tsx'
import styles from './rules.module.css'
import { FloodFields, LinkFields, StopWordFields, TimeFields, WordFields } from './sentence-fields.tsx'

type FieldsProps = { condition: Condition; onChange: (next: Condition) => void; mayChange: boolean }

/** What each kind of condition asks for. */
export function ConditionFields({ condition: one, onChange, mayChange }: FieldsProps): ReactNode {
  const say = useWords()
  const isDisabled = !mayChange
  switch (one.kind) {
    case 'stopWords':
      return <StopWordFields condition={one} onChange={onChange} isDisabled={isDisabled} />
    case 'words':
      return <WordFields condition={one} onChange={onChange} isDisabled={isDisabled} />
    case 'links':
      return <LinkFields condition={one} onChange={onChange} isDisabled={isDisabled} />
    case 'flood':
      return <FloodFields condition={one} onChange={onChange} isDisabled={isDisabled} />
    case 'time':
      return <TimeFields condition={one} onChange={onChange} isDisabled={isDisabled} />
    case 'language':
      return <LanguageChoice chosen={one.languages} onChange={(languages) => onChange({ ...one, languages })} />
    case 'interaction':
      return <KindChoice chosen={one.kinds} onChange={(kinds) => onChange({ ...one, kinds })} />
    case 'network':
      return <NetworkChoice chosen={one.networks} onChange={(networks) => onChange({ ...one, networks })} />
    case 'account':
      return <AccountChoice chosen={one.accountIds} onChange={(accountIds) => onChange({ ...one, accountIds })} />
    case 'tone':
      return <ToneChoice chosen={one.tones} onChange={(tones) => onChange({ ...one, tones })} />
    case 'rubric':
      return <RubricChoice chosen={one.rubricIds} onChange={(rubricIds) => onChange({ ...one, rubricIds })} />
    case 'author':
      return (
        <LinesField
          {...{ label: say('rules.handles'), value: one.handles, isDisabled }}
          onChange={(handles) => onChange({ ...one, handles })}
        />
      )
    case 'tag':
      return (
        <LinesField
          {...{ label: say('rules.tags'), value: one.tags, isDisabled }}
          onChange={(tags) => onChange({ ...one, tags })}
        />
      )
    case 'length':
    case 'followers':
    case 'rating':
      return (
        <div className={styles.inline}>
          <AmountField
            {...{ label: say('rules.least'), value: one.least, isDisabled }}
            onChange={(least) => onChange({ ...one, least })}
          />
          <AmountField
            {...{ label: say('rules.most'), value: one.most, isDisabled }}
            onChange={(most) => onChange({ ...one, most })}
          />
        </div>
      )
    case 'capitals':
      return (
        <AmountField
          {...{ label: say('rules.percent'), value: one.percent, isDisabled }}
          onChange={(percent) => onChange({ ...one, percent: percent ?? 0 })}
        />
      )
    case 'newcomer':
      return (
        <AmountField
          {...{ label: say('rules.daysField'), value: one.days, isDisabled }}
          onChange={(days) => onChange({ ...one, days: days ?? 0 })}
        />
      )
    case 'spam':
      return (
        <AmountField
          {...{ label: say('rules.score'), hint: say('rules.score.hint'), value: one.least, isDisabled }}
          onChange={(least) => onChange({ ...one, least: least ?? 0 })}
        />
      )
    default:
      return <p className={styles.dim}>{say(`rules.kindHint.${one.kind}`)}</p>
  }
}
