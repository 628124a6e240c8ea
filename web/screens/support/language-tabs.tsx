import { type ReactNode, useMemo, useState } from 'react'
import { useSpoken } from '../../i18n/words.tsx'
import { Row } from '../../ui/layout.tsx'
import { Select } from '../../ui/select.tsx'
import { Tabs } from '../../ui/tabs.tsx'

const spoken = [
  'en',
  'bg',
  'uk',
  'sv',
  'cs',
  'pl',
  'de',
  'es',
  'fr',
  'it',
  'pt',
  'ro',
  'ru',
  'el',
  'tr',
  'nl',
  'da',
  'fi',
  'hu',
  'sk',
  'sr',
  'hr',
  'lt',
  'lv',
  'et',
  'no',
  'ja',
  'ko',
  'zh',
]

/** Languages by their names in the reader's own. */
export function useLanguageName(): (language: string) => string {
  const { tag } = useSpoken()
  return useMemo(() => {
    const names = new Intl.DisplayNames(tag, { type: 'language' })
    return (language) => names.of(language) ?? language
  }, [tag])
}

type LanguageTabsProps = {
  label: string
  languages: string[]
  selected: string
  onSelect: (language: string) => void
  onAdd?: (language: string) => void
  mark?: (language: string) => ReactNode
  panel: (language: string) => ReactNode
}

/** One text in several languages: a panel for each, and the way to add another. */
export function LanguageTabs({ label, languages, selected, onSelect, onAdd, mark, panel }: LanguageTabsProps) {
  const { say, tag } = useSpoken()
  const nameOf = useLanguageName()
  const [adding, setAdding] = useState<string | null>(null)
  const others = spoken
    .filter((one) => !languages.includes(one))
    .map((id) => ({ id, text: nameOf(id) }))
    .sort((a, b) => a.text.localeCompare(b.text, tag))
  return (
    <>
      <Tabs<string>
        label={label}
        selected={selected}
        onSelect={onSelect}
        tabs={languages.map((id) => ({
          id,
          text: (
            <Row gap={1}>
              {nameOf(id)} {mark?.(id)}
            </Row>
          ),
          panel: panel(id),
        }))}
      />
      {onAdd && (
        <Select
          label={say('service.language.add')}
          value={adding}
          placeholder={say('service.language.choose')}
          onChange={(id) => {
            setAdding(null)
            onAdd(id)
          }}
          choices={others}
        />
      )}
    </>
  )
}
