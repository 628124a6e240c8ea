import { useWords } from '../../../../i18n/words.tsx'
import { Button } from '../../../../ui/button.tsx'
import { Banner } from '../../../../ui/feedback.tsx'
import { TranslationTold } from './translation-told.tsx'
import type { Pasted } from './use-pasted.ts'
import styles from './write.module.css'

type PastedOfferProps = { pasted: Pasted; onUse: (query: string) => void; onLeave: () => void }

/** What was pasted looks like another tool's: offers it in our language, and tells what that changes. */
export function PastedOffer({ pasted, onUse, onLeave }: PastedOfferProps) {
  const say = useWords()
  return (
    <Banner tone="note" live title={say('queries.pasted', { vendor: pasted.told.vendorName ?? '' })}>
      <div className={styles.stack}>
        <TranslationTold told={{ ...pasted.told, vendorName: null }} pasted={pasted.text} onUse={onUse} />
        <div>
          <Button size="s" variant="quiet" onPress={onLeave}>
            {say('queries.pasted.leave')}
          </Button>
        </div>
      </div>
    </Banner>
  )
}
