import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { brand as brandOf } from '../../../api/brand.ts'
import type { Case, Disclosure, PlacementKind } from '../../../api/reputation.ts'
import { useFormat } from '../../../i18n/format.ts'
import { useWords } from '../../../i18n/words.tsx'
import { useBrand, useMe } from '../../../shell/here.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Badge } from '../../../ui/feedback.tsx'
import { Form } from '../../../ui/form.tsx'
import { Card, List, ListRow } from '../../../ui/layout.tsx'
import { Select } from '../../../ui/select.tsx'
import { TextArea, TextField } from '../../../ui/text-field.tsx'
import { useLanguageName } from '../../support/language-tabs.tsx'
import styles from '../reputation.module.css'
import { useAddTo, useSteer } from './use-case-act.ts'

/** What the brand says, in versions; who approved it; and where it was put. */
export function Statements({ of }: { of: Case }) {
  const say = useWords()
  const format = useFormat()
  const nameOf = useLanguageName()
  const { zone } = useMe()
  const [open, setOpen] = useState<'write' | 'place' | null>(null)
  const steer = useSteer(of)
  return (
    <Card
      title={say('repute.statement')}
      acts={
        of.may.change && (
          <>
            <Button icon="edit" size="s" onPress={() => setOpen('write')}>
              {say(of.statements.length ? 'repute.statement.edit' : 'repute.statement.write')}
            </Button>
            <Button icon="pin" size="s" onPress={() => setOpen('place')}>
              {say('repute.placement.add')}
            </Button>
          </>
        )
      }
    >
      <List label={say('repute.statement')}>
        {of.statements.map((one) => (
          <ListRow
            key={one.id}
            title={<p className={styles.quote}>{one.text}</p>}
            dim={`${say('repute.statement.version', { version: one.version })} · ${nameOf(one.language)} · ${one.by.name}, ${format.moment(one.at, zone)}`}
            after={
              one.approvedBy ? (
                <Badge tone="good" icon="approve">
                  {say('repute.statement.approved', { name: one.approvedBy.name })}
                </Badge>
              ) : (
                of.may.approve && (
                  <Button size="s" icon="approve" onPress={() => steer.mutate(`statements/${one.id}/approve`)}>
                    {say('repute.statement.approve')}
                  </Button>
                )
              )
            }
          />
        ))}
      </List>
      <Placements of={of} />
      {open === 'write' && <WriteDialog of={of} onClose={() => setOpen(null)} />}
      {open === 'place' && <PlaceDialog of={of} onClose={() => setOpen(null)} />}
    </Card>
  )
}

function Placements({ of }: { of: Case }) {
  const say = useWords()
  const format = useFormat()
  const { zone } = useMe()
  if (of.placements.length === 0) return null
  return (
    <List label={say('repute.placements')}>
      {of.placements.map((one) => (
        <ListRow
          key={one.id}
          title={
            <>
              {say(`repute.placement.${one.kind}`)}{' '}
              {one.url && (
                <a className={styles.address} href={one.url} target="_blank" rel="noreferrer noopener nofollow">
                  {one.url}
                </a>
              )}{' '}
              {one.note}
            </>
          }
          dim={`${one.by.name}, ${format.moment(one.at, zone)}`}
          after={<Badge>{say(`repute.disclosure.${one.disclosure}`)}</Badge>}
        />
      ))}
    </List>
  )
}

function WriteDialog({ of, onClose }: { of: Case; onClose: () => void }) {
  const say = useWords()
  const brand = useBrand()
  const [last] = of.statements
  const own = useQuery(brandOf(brand.id)).data?.language ?? 'en'
  const write = useAddTo(of, 'statements', onClose)
  return (
    <Dialog isOpen wide onClose={onClose} title={say(last ? 'repute.statement.edit' : 'repute.statement.write')}>
      <Form
        onSubmit={(form) => write.mutate({ text: String(form.get('text')), language: last?.language ?? own })}
        failure={write.error}
        fields={['text']}
        foot={
          <Button type="submit" variant="primary" isPending={write.isPending}>
            {say('ui.save')}
          </Button>
        }
      >
        <TextArea name="text" label={say('repute.statement.text')} rows={8} defaultValue={last?.text ?? ''} autoFocus />
      </Form>
      <p className={styles.dim}>{say('repute.statement.versions')}</p>
    </Dialog>
  )
}

const kinds = ['reply', 'post', 'page'] as const
const disclosures = ['own', 'employee', 'partner', 'paid', 'sample'] as const

function PlaceDialog({ of, onClose }: { of: Case; onClose: () => void }) {
  const say = useWords()
  const [kind, setKind] = useState<PlacementKind>('reply')
  const [disclosure, setDisclosure] = useState<Disclosure>('own')
  const approved = of.statements.filter((one) => one.approvedBy)
  const [statementId, setStatement] = useState(approved[0]?.id ?? null)
  const [conversationId, setConversation] = useState(of.gathered[0]?.id ?? null)
  const place = useAddTo(of, 'placements', onClose)
  const submit = (form: FormData) =>
    place.mutate({
      ...{ kind, disclosure, statementId, note: String(form.get('note')), url: String(form.get('url')).trim() || null },
      conversationId: kind === 'reply' ? conversationId : null,
    })
  return (
    <Dialog isOpen onClose={onClose} title={say('repute.placement.add')}>
      <Form
        onSubmit={submit}
        failure={place.error}
        fields={['url', 'note', 'statementId', 'conversationId']}
        foot={
          <Button type="submit" variant="primary" isPending={place.isPending}>
            {say('ui.save')}
          </Button>
        }
      >
        <Select
          label={say('repute.placement.kind')}
          value={kind}
          onChange={setKind}
          choices={kinds.map((id) => ({ id, text: say(`repute.placement.${id}`) }))}
        />
        {approved.length > 0 && (
          <Select
            name="statementId"
            label={say('repute.statement')}
            value={statementId}
            onChange={setStatement}
            choices={approved.map(({ id, version }) => ({ id, text: say('repute.statement.version', { version }) }))}
          />
        )}
        {kind === 'reply' && of.gathered.length > 0 && (
          <Select
            name="conversationId"
            label={say('repute.placement.conversation')}
            value={conversationId}
            onChange={setConversation}
            choices={of.gathered.map((one) => ({
              id: one.id,
              text: `${one.author?.name || one.author?.handle || ''}: ${one.excerpt.slice(0, 60)}`,
            }))}
          />
        )}
        <TextField
          name="url"
          type="url"
          label={say('repute.pages.url')}
          optional={kind === 'reply'}
          placeholder="https://"
        />
        <Select
          label={say('repute.disclosure')}
          hint={say('repute.disclosure.hint')}
          value={disclosure}
          onChange={setDisclosure}
          choices={disclosures.map((id) => ({ id, text: say(`repute.disclosure.${id}`) }))}
        />
        <TextField name="note" label={say('repute.note')} optional />
      </Form>
    </Dialog>
  )
}
