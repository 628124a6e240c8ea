import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { rubrics } from '../../api/brand.ts'
import { locales } from '../../i18n/locales.ts'
import { useSpoken, useWords } from '../../i18n/words.tsx'
import { Swatch } from '../../ui/avatar.tsx'
import { Button } from '../../ui/button.tsx'
import { ComboBox } from '../../ui/combo-box.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Card, Row, Stack } from '../../ui/layout.tsx'
import { Select } from '../../ui/select.tsx'
import { TextField } from '../../ui/text-field.tsx'
import styles from './details.module.css'
import type { Draft } from './draft/draft.ts'
import { ExpiryField } from './expiry-field.tsx'

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
        <LabelsField
          labels={draft.labels}
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

function LabelsField({
  labels,
  isReadOnly,
  onChange,
}: {
  labels: string[]
  isReadOnly: boolean
  onChange: (labels: string[]) => void
}) {
  const say = useWords()
  const [typed, setTyped] = useState('')
  const add = () => {
    const fresh = typed
      .split(',')
      .map((word) => word.trim().slice(0, 50))
      .filter((word) => word && !labels.includes(word))
    if (fresh.length > 0) onChange([...labels, ...fresh].slice(0, 20))
    setTyped('')
  }
  return (
    <Stack gap={2}>
      {labels.length > 0 && (
        <ul className={styles.labels} aria-label={say('compose.labels')}>
          {labels.map((label) => (
            <li key={label}>
              {label}
              {!isReadOnly && (
                <IconButton
                  size="s"
                  icon="close"
                  label={say('compose.labels.remove', { label })}
                  onPress={() => onChange(labels.filter((one) => one !== label))}
                />
              )}
            </li>
          ))}
        </ul>
      )}
      {!isReadOnly && labels.length < 20 && (
        <Row gap={2}>
          <TextField
            label={say('compose.labels')}
            hint={say('compose.labels.hint')}
            value={typed}
            onChange={setTyped}
            onBlur={add}
            onKeyDown={(event) => {
              if (event.key !== 'Enter') return
              event.preventDefault()
              add()
            }}
          />
          {typed && (
            <Button size="s" onPress={add}>
              {say('compose.labels.add')}
            </Button>
          )}
        </Row>
      )}
    </Stack>
  )
}
