import { useMemo } from 'react'
import { useSpoken } from '../../i18n/words.tsx'
import { ComboBox } from '../../ui/combo-box.tsx'

const spoken = [
  'bg',
  'cs',
  'da',
  'de',
  'el',
  'en',
  'es',
  'et',
  'fi',
  'fr',
  'hr',
  'hu',
  'it',
  'ja',
  'ko',
  'lt',
  'lv',
  'nl',
  'no',
  'pl',
  'pt',
  'ro',
  'ru',
  'sk',
  'sl',
  'sr',
  'sv',
  'tr',
  'uk',
  'zh',
]

/** The language the brand writes in, by its name in the reader's language. */
export function LanguageField({
  label,
  value,
  onChange,
  isDisabled,
}: {
  label: string
  value: string
  onChange: (language: string) => void
  isDisabled?: boolean
}) {
  const { tag } = useSpoken()
  const choices = useMemo(() => {
    const names = new Intl.DisplayNames(tag, { type: 'language' })
    return [...new Set([...spoken, value])]
      .map((id) => ({ id, text: names.of(id) ?? id }))
      .sort((a, b) => a.text.localeCompare(b.text, tag))
  }, [tag, value])
  return (
    <ComboBox
      name="language"
      label={label}
      choices={choices}
      value={value}
      onChange={onChange}
      isDisabled={isDisabled}
    />
  )
}
