import { useState } from 'react'
import type { Case, Disclosure, PlacementKind } from '../../../api/reputation.ts'
import { useFormat } from '../../../i18n/format.ts'
import { useWords } from '../../../i18n/words.tsx'
import { useMe } from '../../../shell/here.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Badge } from '../../../ui/feedback.tsx'
import { Form } from '../../../ui/form.tsx'
import { List, ListRow, Row } from '../../../ui/layout.tsx'
import { Select } from '../../../ui/select.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import styles from '../reputation.module.css'
import { TalkOf } from './talk-of.tsx'
import { useAddTo } from './use-case-act.ts'

const shownAtFirst = 10

/** Where the brand's word was put, and what readers are told of who speaks. */
export function Placements({ of }: { of: Case }) {
  const say = useWords()
  const format = useFormat()
  const { zone } = useMe()
  const [isWhole, setWhole] = useState(false)
  const count = of.placements.length
  if (count === 0) return null
  const talkOf = (id: string | null) => {
    const talk = of.gathered.find((one) => one.id === id)
    return talk && <TalkOf talk={talk} />
  }
  return (
    <>
      <Row gap={2}>
        <h3>{say('repute.placements')}</h3>
        {count > shownAtFirst && (
          <Button size="s" aria-expanded={isWhole} onPress={() => setWhole(!isWhole)}>
            {say(isWhole ? 'repute.case.fewer' : 'repute.case.whole', { count })}
          </Button>
        )}
      </Row>
      <List label={say('repute.placements')}>
        {(isWhole ? of.placements : of.placements.slice(0, shownAtFirst)).map((one) => (
          <ListRow
            key={one.id}
            title={
              <>
                {say(`repute.placement.${one.kind}`)} {talkOf(one.conversationId)}{' '}
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
    </>
  )
}

const kinds = ['reply', 'post', 'page'] as const
const disclosures = ['own', 'employee', 'partner', 'paid', 'sample'] as const

export function PlaceDialog({ of, onClose }: { of: Case; onClose: () => void }) {
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
