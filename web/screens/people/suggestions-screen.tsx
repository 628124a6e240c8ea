import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useAct } from '../../api/ask.ts'
import { dismissSuggestion, peoplePath, type Suggestion, suggestions } from '../../api/people.ts'
import { useWords } from '../../i18n/words.tsx'
import { useBrand, useMayHere } from '../../shell/here.ts'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { Banner, EmptyState, SkeletonRows } from '../../ui/feedback.tsx'
import { Card, Page } from '../../ui/layout.tsx'
import styles from './merge.module.css'
import { MergeDialog } from './merge-dialog.tsx'
import { PersonFace } from './person-face.tsx'
import { PersonName } from './person-name.tsx'
import { Handle } from './person-row.tsx'
import { Reasons } from './reasons.tsx'

/** Pairs that may be one person. Nothing is merged by itself: somebody compares, and decides. */
export function Screen() {
  const say = useWords()
  const brand = useBrand()
  const asked = useQuery(suggestions(brand.id))
  const [chosen, setChosen] = useState<Suggestion | null>(null)
  return (
    <Page
      title={say('people.suggestions')}
      lead={say('people.suggestions.lead')}
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
      {asked.isPending && <SkeletonRows rows={3} height="9rem" />}
      {asked.data?.items.length === 0 && (
        <Card>
          <EmptyState title={say('people.suggestions.none')}>{say('people.suggestions.none.text')}</EmptyState>
        </Card>
      )}
      <ul className={styles.pairs} aria-label={say('people.suggestions')}>
        {asked.data?.items.map((one) => (
          <Pair key={`${one.person.id} ${one.other.id}`} pair={one} onCompare={() => setChosen(one)} />
        ))}
      </ul>
      {asked.data?.more && <p className={styles.dim}>{say('people.suggestions.more')}</p>}
      {chosen && <MergeDialog person={chosen.person} otherId={chosen.other.id} onClose={() => setChosen(null)} />}
    </Page>
  )
}

function Pair({ pair, onCompare }: { pair: Suggestion; onCompare: () => void }) {
  const say = useWords()
  const brand = useBrand()
  const mayMerge = useMayHere('editor')
  const dismiss = useAct(() => dismissSuggestion(brand.id, pair.person.id, pair.other.id), {
    ...{ touches: [peoplePath(brand.id)], done: say('people.suggestions.dismissed') },
  })
  return (
    <li className={styles.suggestion}>
      <div className={styles.two}>
        {[pair.person, pair.other].map((one) => (
          <div key={one.id} className={styles.face}>
            <PersonFace person={one} size={40} />
            <div className={styles.words}>
              <b>
                <PersonName name={one.name} />
              </b>
              {one.identities.map((known) => (
                <span key={`${known.network} ${known.handle}`} className={styles.dim}>
                  <Handle {...known} />
                </span>
              ))}
            </div>
          </div>
        ))}
      </div>
      <Reasons reasons={pair.reasons} />
      {mayMerge && (
        <div className={styles.foot}>
          <Button isPending={dismiss.isPending} onPress={() => dismiss.mutate()}>
            {say('people.suggestions.dismiss')}
          </Button>
          <Button variant="primary" icon="merge" onPress={onCompare}>
            {say('people.suggestions.compare')}
          </Button>
        </div>
      )}
    </li>
  )
}
