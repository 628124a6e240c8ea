import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useAct } from '../../api/ask.ts'
import {
  type Advocate,
  advocates,
  type Critic,
  changeInvitation,
  critics,
  type Invitation,
  type InvitationState,
  invitations,
  invitationsPath,
  invite,
  namePath,
} from '../../api/reputation.ts'
import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/words.tsx'
import { useBrand, useMayHere } from '../../shell/here.ts'
import { Button } from '../../ui/button.tsx'
import { DateField } from '../../ui/date-field.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Badge, Banner, EmptyState, SkeletonRows } from '../../ui/feedback.tsx'
import { Form } from '../../ui/form.tsx'
import { Card, List, ListRow, Row } from '../../ui/layout.tsx'
import { Select } from '../../ui/select.tsx'
import { TextArea } from '../../ui/text-field.tsx'
import styles from './reputation.module.css'
import { ReputationPage } from './reputation-page.tsx'
import { TalkLink } from './talk-link.tsx'

/** Who speaks for the brand and who against it, with the reasons; nobody is ever bought. */
export function Screen() {
  const say = useWords()
  const brand = useBrand()
  const friends = useQuery(advocates(brand.id))
  const against = useQuery(critics(brand.id))
  const [inviting, setInviting] = useState<Advocate | null>(null)
  const failure = friends.error ?? against.error
  return (
    <ReputationPage place="people">
      <p className={styles.dim}>{say('repute.ethics')}</p>
      {failure && <Banner tone="bad" title={failure.saidIn(say)} />}
      {(friends.isPending || against.isPending) && <SkeletonRows />}
      {friends.data && <Friends all={friends.data.items} onInvite={setInviting} />}
      <Invitations />
      {against.data && <Critics all={against.data.items} />}
      {inviting && <InviteDialog person={inviting} onClose={() => setInviting(null)} />}
    </ReputationPage>
  )
}

function Name({ one }: { one: { personId: string; name: string } }) {
  const brand = useBrand()
  return (
    <Link to="/brands/$brandId/people/$personId" params={{ brandId: brand.id, personId: one.personId }}>
      <bdi>{one.name || '–'}</bdi>
    </Link>
  )
}

const reasonsOf = ({ positive, negative, weeks, followers }: Omit<Advocate, 'invitation'>, score: string) => ({
  ...{ positive, negative, weeks, followers: followers ?? 0, score },
})

function Friends({ all, onInvite }: { all: Advocate[]; onInvite: (one: Advocate) => void }) {
  const say = useWords()
  const format = useFormat()
  const mayInvite = useMayHere('editor')
  return (
    <Card title={say('repute.advocates')}>
      <p className={styles.dim}>{say('repute.advocates.formula')}</p>
      {all.length === 0 && <EmptyState level={3} title={say('repute.advocates.none')} />}
      <List label={say('repute.advocates')}>
        {all.map((one) => (
          <ListRow
            key={one.personId}
            title={<Name one={one} />}
            dim={
              <>
                {say('repute.reasons', reasonsOf(one, format.number(one.score)))} <bdi>{one.excerpt}</bdi>
              </>
            }
            after={
              <Row gap={2}>
                <TalkLink filter={{ person: one.personId }}>{say('repute.talks', { count: one.all })}</TalkLink>
                {one.invitation && <Badge tone="note">{say(`repute.invitation.${one.invitation.state}`)}</Badge>}
                {mayInvite && !['to-ask', 'asked'].includes(one.invitation?.state ?? '') && (
                  <Button size="s" icon="heart" onPress={() => onInvite(one)}>
                    {say('repute.invite')}
                  </Button>
                )}
              </Row>
            }
          />
        ))}
      </List>
    </Card>
  )
}

function Critics({ all }: { all: Critic[] }) {
  const say = useWords()
  const brand = useBrand()
  const format = useFormat()
  return (
    <Card title={say('repute.critics')}>
      <p className={styles.dim}>{say('repute.critics.formula')}</p>
      {all.length === 0 && <EmptyState level={3} title={say('repute.critics.none')} />}
      <List label={say('repute.critics')}>
        {all.map((one) => (
          <ListRow
            key={one.personId}
            title={<Name one={one} />}
            dim={
              <>
                {say('repute.reasons', reasonsOf(one, format.number(one.score, { maximumFractionDigits: 1 })))}{' '}
                {one.topics.length > 0 && <bdi>{format.list(one.topics)}. </bdi>}
                <bdi>{one.excerpt}</bdi>
              </>
            }
            after={
              <TalkLink filter={{ person: one.personId, tone: 'negative' }}>
                {say('repute.talks', { count: one.negative })}
              </TalkLink>
            }
          >
            <Row gap={2}>
              <Badge tone={one.answered > 0 ? 'good' : 'plain'}>
                {say('repute.did.answered', { count: one.answered })}
              </Badge>
              {one.waiting > 0 && <Badge tone="warn">{say('repute.did.waiting', { count: one.waiting })}</Badge>}
              {one.hidden > 0 && <Badge tone="bad">{say('repute.did.hidden', { count: one.hidden })}</Badge>}
              {one.cases.map(({ id, title }) => (
                <Link
                  key={id}
                  to="/brands/$brandId/reputation/cases/$caseId"
                  params={{ brandId: brand.id, caseId: id }}
                >
                  <bdi>{title}</bdi>
                </Link>
              ))}
            </Row>
          </ListRow>
        ))}
      </List>
    </Card>
  )
}

const states = ['to-ask', 'asked', 'agreed', 'declined', 'dropped'] as const

function Invitations() {
  const say = useWords()
  const brand = useBrand()
  const format = useFormat()
  const mayInvite = useMayHere('editor')
  const asked = useQuery(invitations(brand.id))
  const change = useAct(
    ({ id, state }: { id: string; state: InvitationState }) => changeInvitation(brand.id, id, { state }),
    { touches: [invitationsPath(brand.id), namePath(brand.id)] },
  )
  if (!asked.data || asked.data.items.length === 0) return null
  return (
    <Card title={say('repute.invitations')}>
      <List label={say('repute.invitations')}>
        {asked.data.items.map((one: Invitation) => (
          <ListRow
            key={one.id}
            title={<Name one={one} />}
            dim={`${one.note} ${one.dueOn ? say('repute.invitation.due', { date: format.date(`${one.dueOn}T12:00:00Z`, 'UTC') }) : ''} · ${one.by.name}`}
            after={
              <Row gap={2}>
                {one.isLate && <Badge tone="bad">{say('repute.late')}</Badge>}
                {mayInvite ? (
                  <Select
                    label={say('repute.invitation.state', { name: one.name })}
                    value={one.state}
                    onChange={(state) => change.mutate({ id: one.id, state })}
                    choices={states.map((id) => ({ id, text: say(`repute.invitation.${id}`) }))}
                  />
                ) : (
                  <Badge>{say(`repute.invitation.${one.state}`)}</Badge>
                )}
              </Row>
            }
          />
        ))}
      </List>
    </Card>
  )
}

function InviteDialog({ person, onClose }: { person: Advocate; onClose: () => void }) {
  const say = useWords()
  const brand = useBrand()
  const [dueOn, setDue] = useState<string | null>(null)
  const make = useAct((note: string) => invite(brand.id, { personId: person.personId, note, dueOn }), {
    touches: [invitationsPath(brand.id), namePath(brand.id)],
    quiet: true,
    done: onClose,
  })
  return (
    <Dialog isOpen onClose={onClose} title={say('repute.invite.title', { name: person.name })}>
      <Form
        onSubmit={(form) => make.mutate(String(form.get('note')))}
        failure={make.error}
        fields={['note', 'dueOn', 'personId']}
        foot={
          <Button type="submit" variant="primary" isPending={make.isPending}>
            {say('ui.save')}
          </Button>
        }
      >
        <p>{say('repute.invite.text')}</p>
        <TextArea name="note" label={say('repute.note')} optional rows={3} autoFocus />
        <DateField name="dueOn" label={say('repute.invite.due')} optional value={dueOn} onChange={setDue} />
      </Form>
    </Dialog>
  )
}
