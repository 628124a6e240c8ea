import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useAct } from '../../api/ask.ts'
import { erasePerson, exportAddress, type Person, peoplePath } from '../../api/people.ts'
import { useWords } from '../../i18n/words.tsx'
import { useBrand } from '../../shell/here.ts'
import { Button, buttonLook } from '../../ui/button.tsx'
import { Confirm } from '../../ui/dialog.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Card, Row } from '../../ui/layout.tsx'
import styles from './person.module.css'

/** What the law gives a person: all that is kept of them, or that nothing is. */
export function Erase({ person }: { person: Person }) {
  const say = useWords()
  const brand = useBrand()
  const navigate = useNavigate()
  const [isAsking, setAsking] = useState(false)
  const erase = useAct(() => erasePerson(brand.id, person.id), {
    touches: [peoplePath(brand.id)],
    done: say('people.erased'),
  })
  const go = () =>
    erase.mutate(undefined, {
      onSuccess: () => void navigate({ to: '/brands/$brandId/people', params: { brandId: brand.id } }),
    })
  return (
    <Card title={say('people.rights')}>
      <p className={styles.dim}>{say('people.rights.text')}</p>
      <Row>
        <a className={buttonLook({})} href={exportAddress(brand.id, person.id)} download>
          <Icon name="download" size={18} />
          <span>{say('people.export')}</span>
        </a>
        <Button icon="trash" onPress={() => setAsking(true)}>
          {say('people.erase')}
        </Button>
      </Row>
      <Confirm
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        title={say('people.erase.title', { name: person.name || say('people.nameless') })}
        act={say('people.erase.act')}
        onAct={go}
        isPending={erase.isPending}
        danger
      >
        <p>{say('people.erase.text')}</p>
      </Confirm>
    </Card>
  )
}
