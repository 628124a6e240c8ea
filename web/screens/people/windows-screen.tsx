import { useQuery } from '@tanstack/react-query'
import { type TemperatureWindows, windows } from '../../api/people.ts'
import { useWords } from '../../i18n/words.tsx'
import { useBrand } from '../../shell/here.ts'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { Banner, SkeletonRows } from '../../ui/feedback.tsx'
import { Page } from '../../ui/layout.tsx'
import { WindowsForm } from './windows-form.tsx'

/** How long people stay warm after a contact, by topic, beside what their activity proposes. */
export function Screen() {
  const say = useWords()
  const brand = useBrand()
  const asked = useQuery(windows(brand.id))
  return (
    <Page
      title={say('people.windows')}
      lead={say('people.windows.lead')}
      width="narrow"
      acts={
        <ButtonLink to="/brands/$brandId/people" params={{ brandId: brand.id }} variant="quiet" icon="arrow-left">
          {say('people.list')}
        </ButtonLink>
      }
    >
      {asked.error && (
        <Banner
          tone="bad"
          title={asked.error.saidIn(say)}
          acts={<Button onPress={() => void asked.refetch()}>{say('people.again')}</Button>}
        />
      )}
      {asked.isPending && <SkeletonRows rows={2} height="10rem" />}
      {asked.data && <Known known={asked.data} />}
    </Page>
  )
}

function Known({ known }: { known: TemperatureWindows }) {
  const say = useWords()
  const isEnough = known.proposed.length > 0
  return (
    <>
      {!isEnough && (
        <Banner tone="note" title={say('people.windows.tooFew', { needed: known.needed, returned: known.returned })}>
          {say('people.windows.method')}
        </Banner>
      )}
      <WindowsForm key={JSON.stringify(known.items)} known={known} />
    </>
  )
}
