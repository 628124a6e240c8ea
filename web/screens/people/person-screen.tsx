import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { type Person, person } from '../../api/people.ts'
import { useWords } from '../../i18n/words.tsx'
import { useBrand, useMayHere, useParam } from '../../shell/here.ts'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { Banner, EmptyState, SkeletonRows } from '../../ui/feedback.tsx'
import { Card, Page, Stack } from '../../ui/layout.tsx'
import { Alike } from './alike.tsx'
import { ConsentCard } from './consent-card.tsx'
import { Conversations } from './conversations.tsx'
import { Erase } from './erase.tsx'
import { Identities } from './identities.tsx'
import { MergeDialog } from './merge-dialog.tsx'
import { Merges } from './merges.tsx'
import { Notes } from './notes.tsx'
import styles from './person.module.css'
import { PersonFacts } from './person-facts.tsx'
import { PersonHead } from './person-head.tsx'
import { Tags } from './tags.tsx'

/** Everything known of one person, and what they said. */
export function Screen() {
  const say = useWords()
  const brand = useBrand()
  const asked = useQuery(person(brand.id, useParam('personId')))
  const back = (
    <ButtonLink to="/brands/$brandId/people" params={{ brandId: brand.id }} variant="quiet" icon="arrow-left">
      {say('people.list')}
    </ButtonLink>
  )
  if (asked.data) return <Whole person={asked.data} back={back} />
  return (
    <Page title={say('people.list')} acts={back}>
      {asked.isPending && <SkeletonRows rows={4} height="8rem" />}
      {asked.error?.status === 404 && (
        <Card>
          <EmptyState title={say('people.gone')}>{say('people.gone.text')}</EmptyState>
        </Card>
      )}
      {asked.error && asked.error.status !== 404 && (
        <Banner
          tone="bad"
          title={asked.error.saidIn(say)}
          acts={<Button onPress={() => void asked.refetch()}>{say('people.again')}</Button>}
        />
      )}
    </Page>
  )
}

function Whole({ person, back }: { person: Person; back: ReactNode }) {
  const say = useWords()
  const mayMerge = useMayHere('editor')
  const mayErase = useMayHere('owner')
  const [isMerging, setMerging] = useState(false)
  return (
    <Page
      title={person.name || say('people.nameless')}
      acts={
        <>
          {back}
          {mayMerge && (
            <Button icon="merge" onPress={() => setMerging(true)}>
              {say('people.merge')}
            </Button>
          )}
        </>
      }
    >
      <div className={styles.sides}>
        <Stack gap={4}>
          <PersonHead person={person} />
          <Identities person={person} />
          <Notes person={person} />
          <Conversations personId={person.id} />
        </Stack>
        <Stack gap={4}>
          {mayMerge && <Alike person={person} />}
          <PersonFacts person={person} />
          <Tags person={person} />
          <ConsentCard person={person} />
          <Merges person={person} />
          {mayErase && <Erase person={person} />}
        </Stack>
      </div>
      {isMerging && <MergeDialog person={person} onClose={() => setMerging(false)} />}
    </Page>
  )
}
