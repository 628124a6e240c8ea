import { useInfiniteQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { failureOf } from '../../api/failure.ts'
import { people } from '../../api/people.ts'
import { useWords } from '../../i18n/words.tsx'
import { useBrand } from '../../shell/here.ts'
import { Button } from '../../ui/button.tsx'
import { Banner, SkeletonRows } from '../../ui/feedback.tsx'
import { Icon } from '../../ui/icon.tsx'
import { List, ListRow } from '../../ui/layout.tsx'
import { TextField } from '../../ui/text-field.tsx'
import styles from './merge.module.css'
import { PersonFace } from './person-face.tsx'
import { PersonName } from './person-name.tsx'
import { Handle } from './person-row.tsx'

/** Finds the other one by any of their names. */
export function PickPerson({ personId, onPick }: { personId: string; onPick: (otherId: string) => void }) {
  const say = useWords()
  const brand = useBrand()
  const [typed, setTyped] = useState('')
  const q = useDeferredValue(typed.trim())
  const pages = useInfiniteQuery({
    ...people(brand.id, { q: q || undefined, limit: 12 }),
    placeholderData: (before) => before,
  })
  const others = pages.data?.pages[0]?.items.filter((one) => one.id !== personId)
  return (
    <div className={styles.comparison}>
      <TextField
        label={say('people.merge.search')}
        type="search"
        autoFocus
        value={typed}
        onChange={setTyped}
        before={<Icon name="search" size={16} />}
      />
      {pages.error && <Banner tone="bad" title={failureOf(pages.error).saidIn(say)} />}
      {pages.isPending && <SkeletonRows rows={4} height="2.5rem" />}
      {others?.length === 0 && <p className={styles.dim}>{say('people.notFound')}</p>}
      <List label={say('people.list')}>
        {others?.map((one) => (
          <ListRow
            key={one.id}
            before={<PersonFace person={one} size={32} />}
            title={<PersonName name={one.name} />}
            dim={one.identities[0] && <Handle {...one.identities[0]} />}
            after={
              <Button
                size="s"
                aria-label={say('people.compareWith', { name: one.name || say('people.nameless') })}
                onPress={() => onPick(one.id)}
              >
                {say('people.compare')}
              </Button>
            }
          />
        ))}
      </List>
    </div>
  )
}
