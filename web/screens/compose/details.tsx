import { useQuery } from '@tanstack/react-query'
import { rubrics } from '../../api/brand.ts'
import { locales } from '../../i18n/locales.ts'
import { useSpoken, useWords } from '../../i18n/words.tsx'
import { Swatch } from '../../ui/avatar.tsx'
import { ComboBox } from '../../ui/combo-box.tsx'
import { Card, Stack } from '../../ui/layout.tsx'
import { Select } from '../../ui/select.tsx'
import type { Draft } from './draft/draft.ts'
import { ExpiryField } from './expiry-field.tsx'
import { WordsField } from './words-field.tsx'

type DetailsProps = {
  brandId: string
  zone: string
  draft: Draft
  isReadOnly: boolean
  onChange: (kind: string, changes: Partial<Draft>) => void
}

/** What the readers do not see: rubric, language, labels, and when the post takes itself down. */
export function Details({ brandId, zone, draft, isReadOnly, onChange }: DetailsProps) {
  const say = useWords()
  const { data } = useQuery(rubrics(brandId))
  const none = { id: 'none', text: say('compose.rubric.none') }
  return (
    <Card title={say('compose.details')}>
      <Stack gap={4}>
        <Select
          label={say('compose.rubric')}
          isDisabled={isReadOnly}
          value={draft.rubricId ?? 'none'}
          choices={[
            none,
            ...(data?.items ?? []).map((one) => ({ id: one.id, text: one.name, before: <Swatch color={one.color} /> })),
          ]}
          onChange={(id) => onChange('rubric', { rubricId: id === 'none' ? null : id })}
        />
        <LanguageField
          language={draft.language}
          isReadOnly={isReadOnly}
          onChange={(language) => onChange('language', { language })}
        />
        <WordsField
          label={say('compose.labels')}
          hint={say('compose.labels.hint')}
          words={draft.labels}
          max={20}
          maxLength={50}
          isReadOnly={isReadOnly}
          onChange={(labels) => onChange('labels', { labels })}
        />
        <ExpiryField
          expiry={draft.expiry}
          zone={draft.plan?.zone ?? zone}
          isReadOnly={isReadOnly}
          onChange={(expiry) => onChange('expiry', { expiry })}
        />
      </Stack>
    </Card>
  )
}

const spoken = [
  ...locales,
  'ru',
  'de',
  'fr',
  'es',
  'it',
  'pt',
  'pt-BR',
  'nl',
  'da',
  'nb',
  'fi',
  'et',
  'lv',
  'lt',
  'sk',
  'sl',
  'hr',
  'sr',
  'mk',
  'ro',
  'hu',
  'el',
  'tr',
  'ar',
  'he',
  'ja',
  'ko',
  'zh-Hans',
  'zh-Hant',
]

function LanguageField({
  language,
  isReadOnly,
  onChange,
}: {
  language: string | null
  isReadOnly: boolean
  onChange: (language: string | null) => void
}) {
  const { say, tag } = useSpoken()
  const names = new Intl.DisplayNames(tag, { type: 'language' })
  const all = language && !spoken.includes(language) ? [language, ...spoken] : spoken
  const choices = [
    { id: 'none', text: say('compose.language.brand') },
    ...all.map((id) => ({ id, text: names.of(id) ?? id })),
  ]
  return (
    <ComboBox
      label={say('compose.language')}
      isDisabled={isReadOnly}
      choices={choices}
      value={language ?? 'none'}
      onChange={(id) => onChange(id === 'none' ? null : id)}
    />
  )
}
