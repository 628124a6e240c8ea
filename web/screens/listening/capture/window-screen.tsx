import { useState } from 'react'
import { mayAs } from '../../../api/team.ts'
import { useWords } from '../../../i18n/words.tsx'
import { useBrandHere, useMe, writtenQuery } from '../../../shell/here.ts'
import { Button } from '../../../ui/button.tsx'
import { Banner, EmptyState } from '../../../ui/feedback.tsx'
import { Page, Stack } from '../../../ui/layout.tsx'
import { Select } from '../../../ui/select.tsx'
import { CaptureForm } from './capture-form.tsx'

/** What the bookmark opens: the page one was on, ready to be captured for one of the brands. */
export function Screen() {
  const say = useWords()
  const brands = useMe().brands.filter((one) => mayAs(one.role, 'author'))
  const here = useBrandHere()
  const [brandId, setBrand] = useState(brands.find((one) => one.id === here?.id)?.id ?? brands[0]?.id)
  const [isTaken, setTaken] = useState(false)
  const { url, title, quote } = writtenQuery()
  return (
    <Page title={say('listen.capture.new')} width="narrow">
      {!brandId && <EmptyState title={say('listen.capture.noBrand')} />}
      {brandId && isTaken && (
        <Banner
          tone="good"
          live
          title={say('listen.capture.taken')}
          acts={<Button onPress={() => window.close()}>{say('listen.capture.close')}</Button>}
        />
      )}
      {brandId && !isTaken && (
        <Stack>
          {brands.length > 1 && (
            <Select
              label={say('listen.capture.brand')}
              value={brandId}
              onChange={setBrand}
              choices={brands.map(({ id, name }) => ({ id, text: name }))}
            />
          )}
          <CaptureForm
            key={brandId}
            brandId={brandId}
            filled={{ url, title, quote }}
            onCaptured={() => setTaken(true)}
          />
        </Stack>
      )}
    </Page>
  )
}
