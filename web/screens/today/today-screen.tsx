import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/words.tsx'
import { useBrand, useMe } from '../../shell/here.ts'
import { Page } from '../../ui/layout.tsx'
import { FirstSteps } from './first-steps.tsx'
import { JustOut } from './just-out.tsx'
import { NeedsYou } from './needs-you.tsx'
import styles from './today.module.css'
import { UpNext } from './up-next.tsx'

/** What is next, what needs a person, what just went out; for a newcomer, the first steps. */
export function Screen() {
  const say = useWords()
  const format = useFormat()
  const me = useMe()
  const brand = useBrand()
  return (
    <Page title={say('today.title', { brand: brand.name })} lead={format.day(Date.now(), me.zone)}>
      <div className={styles.desk} key={brand.id}>
        <div className={styles.first}>
          <FirstSteps brand={brand} />
          <NeedsYou brand={brand} />
          <JustOut brand={brand} />
        </div>
        <UpNext brand={brand} />
      </div>
    </Page>
  )
}
