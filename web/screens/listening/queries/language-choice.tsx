import { CheckboxGroup } from 'react-aria-components/CheckboxGroup'
import { Label } from 'react-aria-components/Label'
import { Text } from 'react-aria-components/Text'
import { type FormLanguage, formLanguages } from '../../../api/listening-queries.ts'
import { useSpoken } from '../../../i18n/words.tsx'
import { Checkbox } from '../../../ui/checkbox.tsx'
import field from '../../../ui/field.module.css'
import { languageName } from '../../rules/language-name.ts'
import styles from './queries.module.css'

type LanguageChoiceProps = {
  value: readonly FormLanguage[]
  onChange: (value: FormLanguage[]) => void
  isDisabled: boolean
}

/** Whose word forms are meant; none chosen means all. */
export function LanguageChoice({ value, onChange, isDisabled }: LanguageChoiceProps) {
  const { say, tag } = useSpoken()
  return (
    <CheckboxGroup
      className={field.group ?? ''}
      value={[...value]}
      onChange={(chosen) => onChange(formLanguages.filter((one) => chosen.includes(one)))}
      isDisabled={isDisabled}
    >
      <Label className={field.label}>{say('queries.languages')}</Label>
      <div className={styles.languages}>
        {formLanguages.map((one) => (
          <Checkbox key={one} value={one}>
            {languageName(tag, one)}
          </Checkbox>
        ))}
      </div>
      <Text slot="description" className={field.hint}>
        {say('queries.languages.hint')}
      </Text>
    </CheckboxGroup>
  )
}
