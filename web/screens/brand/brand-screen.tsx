import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { brand as brandOf } from '../../api/brand.ts'
import { useWords } from '../../i18n/words.tsx'
import { useBrand } from '../../shell/here.ts'
import { Banner, SkeletonRows } from '../../ui/feedback.tsx'
import { Page } from '../../ui/layout.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { BrandForm } from './brand-form.tsx'
import { Rubrics } from './rubrics.tsx'
import { Slots } from './slots.tsx'

type Tab = 'settings' | 'rubrics' | 'slots'

export function Screen() {
  const say = useWords()
  const here = useBrand()
  const asked = useQuery(brandOf(here.id))
  const [tab, setTab] = useState<Tab>('settings')
  return (
    <Page title={here.name} lead={say('brands.lead')}>
      {asked.error && <Banner tone="bad" title={asked.error.saidIn(say)} />}
      <Tabs<Tab>
        label={here.name}
        selected={tab}
        onSelect={setTab}
        tabs={[
          {
            id: 'settings',
            text: say('brands.tab.settings'),
            panel: asked.data ? <BrandForm key={here.id} brand={asked.data} /> : <SkeletonRows />,
          },
          { id: 'rubrics', text: say('brands.tab.rubrics'), panel: <Rubrics brandId={here.id} /> },
          { id: 'slots', text: say('brands.tab.slots'), panel: <Slots key={here.id} brandId={here.id} /> },
        ]}
      />
    </Page>
  )
}
