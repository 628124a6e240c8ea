import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Case } from '../../../api/reputation.ts'
import { useFormat } from '../../../i18n/format.ts'
import { useWords } from '../../../i18n/words.tsx'
import { useBrand, useMe } from '../../../shell/here.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Form } from '../../../ui/form.tsx'
import { IconButton } from '../../../ui/icon-button.tsx'
import { Card, List, ListRow } from '../../../ui/layout.tsx'
import { Select } from '../../../ui/select.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import styles from '../reputation.module.css'
import { useAddTo, useDropFrom } from './use-case-act.ts'

/** Those who were against the brand and are not any more, with the reason why we think so. */
export function WonBack({ of }: { of: Case }) {
  const say = useWords()
  const brand = useBrand()
  const format = useFormat()
  const { zone } = useMe()
  const [isMarking, setMarking] = useState(false)
  const drop = useDropFrom(of)
  const people = new Map(
    of.gathered.flatMap((one) => (one.personId ? [[one.personId, one.author?.name || one.author?.handle || '']] : [])),
  )
  return (
    <Card
      title={say('repute.wonBack')}
      acts={
        of.may.change &&
        people.size > 0 && (
          <Button icon="plus" size="s" onPress={() => setMarking(true)}>
            {say('repute.wonBack.mark')}
          </Button>
        )
      }
    >
      {of.wonBack.length === 0 && <p className={styles.dim}>{say('repute.wonBack.none')}</p>}
      <List label={say('repute.wonBack')}>
        {of.wonBack.map((one) => (
          <ListRow
            key={one.personId}
            title={
              <Link to="/brands/$brandId/people/$personId" params={{ brandId: brand.id, personId: one.personId }}>
                <bdi>{one.name}</bdi>
              </Link>
            }
            dim={`${one.reason} · ${format.moment(one.at, zone)}${one.by ? ` · ${one.by.name}` : ''}`}
            after={
              of.may.change &&
              one.how === 'marked' && (
                <IconButton
                  icon="close"
                  size="s"
                  label={say('repute.wonBack.unmark', { name: one.name })}
                  onPress={() => drop.mutate(`won-back/${one.personId}`)}
                />
              )
            }
          />
        ))}
      </List>
      {isMarking && <MarkDialog of={of} people={[...people]} onClose={() => setMarking(false)} />}
    </Card>
  )
}

function MarkDialog({ of, people, onClose }: { of: Case; people: [string, string][]; onClose: () => void }) {
  const say = useWords()
  const [personId, setPerson] = useState(people[0]?.[0] ?? null)
  const mark = useAddTo(of, 'won-back', onClose)
  return (
    <Dialog isOpen onClose={onClose} title={say('repute.wonBack.mark')}>
      <Form
        onSubmit={(form) => mark.mutate({ personId, reason: String(form.get('reason')) })}
        failure={mark.error}
        fields={['reason', 'personId']}
        foot={
          <Button type="submit" variant="primary" isPending={mark.isPending}>
            {say('ui.save')}
          </Button>
        }
      >
        <Select
          label={say('repute.person')}
          value={personId}
          onChange={setPerson}
          choices={people.map(([id, text]) => ({ id, text }))}
        />
        <TextField name="reason" label={say('repute.wonBack.reason')} />
      </Form>
    </Dialog>
  )
}
