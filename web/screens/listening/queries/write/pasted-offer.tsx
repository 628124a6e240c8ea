import { useState } from 'react'
import { useWords } from '../../../../i18n/words.tsx'
import { Button } from '../../../../ui/button.tsx'
import { Banner } from '../../../../ui/feedback.tsx'
import { TranslationTold } from './translation-told.tsx'
import type { Pasted } from './use-pasted.ts'

type PastedOfferProps = { pasted: Pasted; onUse: (query: string) => void; onLeave: () => void }

/** What was pasted looks like another tool's: offers it in our language, and tells what that changes. */
export function PastedOffer({ pasted, onUse, onLeave }: PastedOfferProps) {
  const say = useWords()
  const [isOpen, setOpen] = useState(false)
  return (
    <Banner
      tone="note"
      live
      title={say('queries.pasted', { vendor: pasted.told.vendorName ?? '' })}
      acts={
        <>
          <Button size="s" variant="primary" onPress={() => setOpen(!isOpen)} aria-expanded={isOpen}>
            {say('queries.paste.act')}
          </Button>
          <Button size="s" variant="quiet" onPress={onLeave}>
            {say('queries.pasted.leave')}
          </Button>
        </>
      }
    >
      {isOpen && <TranslationTold told={pasted.told} pasted={pasted.text} onUse={onUse} />}
    </Banner>
  )
}
