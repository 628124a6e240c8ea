import { useState } from 'react'
import type { Person } from '../../api/people.ts'
import { useWords } from '../../i18n/words.tsx'
import { Button } from '../../ui/button.tsx'
import { Card, List, ListRow } from '../../ui/layout.tsx'
import { MergeDialog } from './merge-dialog.tsx'
import { PersonFace } from './person-face.tsx'
import { PersonName } from './person-name.tsx'

/** Who may be the same person. Nothing is merged before somebody has compared the two. */
export function Alike({ person }: { person: Person }) {
  const say = useWords()
  const [otherId, setOtherId] = useState<string | null>(null)
  if (person.alike.length === 0) return null
  return (
    <Card title={say('people.alike')}>
      <List label={say('people.alike')}>
        {person.alike.map(({ person: other, reasons }) => (
          <ListRow
            key={other.id}
            before={<PersonFace person={other} size={32} />}
            title={<PersonName name={other.name} />}
            dim={<bdi>{reasons[0]?.text}</bdi>}
            after={
              <Button size="s" onPress={() => setOtherId(other.id)}>
                {say('people.compare')}
              </Button>
            }
          />
        ))}
      </List>
      {otherId && <MergeDialog person={person} otherId={otherId} onClose={() => setOtherId(null)} />}
    </Card>
  )
}
