import { useState } from 'react'
import type { Difference } from '../../../../api/listening-queries.ts'
import { useWords } from '../../../../i18n/words.tsx'
import { Button } from '../../../../ui/button.tsx'
import { Badge } from '../../../../ui/feedback.tsx'
import styles from './look.module.css'
import { Samples } from './samples.tsx'

/** What is found that was not before, and what is not found any more. */
export function DifferenceTold({ difference, query }: { difference: Difference; query: string }) {
  const say = useWords()
  const [isOpen, setOpen] = useState(false)
  const { gained, lost, from } = difference
  if (gained + lost === 0) return <p className={styles.dim}>{say('queries.same', { version: from })}</p>
  return (
    <div className={styles.difference}>
      <p>
        {say('queries.against', { version: from })}{' '}
        <Badge tone="good" icon="plus">
          {say('queries.gained', { count: gained })}
        </Badge>{' '}
        <Badge tone="warn" icon="minus">
          {say('queries.lost', { count: lost })}
        </Badge>{' '}
        <Button size="s" variant="quiet" aria-expanded={isOpen} onPress={() => setOpen(!isOpen)}>
          {say(isOpen ? 'queries.hide' : 'queries.show')}
        </Button>
      </p>
      {isOpen && (
        <>
          {gained > 0 && <h3>{say('queries.gained', { count: gained })}</h3>}
          <Samples title={say('queries.gained', { count: gained })} samples={difference.gainedSamples} query={query} />
          {lost > 0 && <h3>{say('queries.lost', { count: lost })}</h3>}
          <Samples title={say('queries.lost', { count: lost })} samples={difference.lostSamples} query={query} />
        </>
      )}
    </div>
  )
}
