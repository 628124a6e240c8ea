import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type PackLanguage, stopWords } from '../../api/rules.ts'
import { useSpoken } from '../../i18n/words.tsx'
import { useBrand } from '../../shell/here.ts'
import { Banner, SkeletonRows } from '../../ui/feedback.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { languageName } from './language-name.ts'
import { PackEditor } from './pack-editor.tsx'
import { RulesPage } from './rules-page.tsx'
import { TryWords } from './try-words.tsx'

/** Stop-words by language: the packs, and what the brand makes of them. */
export function Screen() {
  const { say, tag } = useSpoken()
  const brand = useBrand()
  const [language, setLanguage] = useState<PackLanguage>('en')
  const asked = useQuery(stopWords(brand.id))
  return (
    <RulesPage place="words">
      <TryWords />
      {asked.error && <Banner tone="bad" title={asked.error.saidIn(say)} />}
      {asked.isPending && <SkeletonRows rows={4} height="6rem" />}
      {asked.data && (
        <Tabs
          label={say('rules.languages')}
          selected={language}
          onSelect={setLanguage}
          tabs={asked.data.items.map((pack) => ({
            id: pack.language,
            text: languageName(tag, pack.language),
            panel: <PackEditor key={pack.language} pack={pack} />,
          }))}
        />
      )}
    </RulesPage>
  )
}
