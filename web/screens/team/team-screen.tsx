import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useAct } from '../../api/ask.ts'
import { invitations, type Member, mayGiveRoles, members, removeMember, withdrawInvitation } from '../../api/team.ts'
import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/words.tsx'
import { useMe } from '../../shell/here.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { Button } from '../../ui/button.tsx'
import { Confirm } from '../../ui/dialog.tsx'
import { Badge, Banner, SkeletonRows } from '../../ui/feedback.tsx'
import { Icon } from '../../ui/icon.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Card, List, ListRow, Page } from '../../ui/layout.tsx'
import { Menu, MenuItem } from '../../ui/menu.tsx'
import { ChangeMemberDialog } from './change-member.tsx'
import { InviteDialog } from './invite.tsx'
import { RolesInWords } from './roles-in-words.tsx'

export function Screen() {
  const say = useWords()
  const me = useMe()
  const asked = useQuery(members())
  const [inviting, setInviting] = useState(false)
  const mayInvite = mayGiveRoles(me)
  return (
    <Page
      title={say('people.title')}
      lead={say('people.lead', { workspace: me.workspace.name })}
      width="narrow"
      acts={
        mayInvite && (
          <Button variant="primary" icon="plus" onPress={() => setInviting(true)}>
            {say('people.invite')}
          </Button>
        )
      }
    >
      {asked.error && <Banner tone="bad" title={asked.error.saidIn(say)} />}
      {asked.data ? <Members members={asked.data.items} mayChange={mayInvite} /> : <SkeletonRows />}
      {mayInvite && <OpenInvitations />}
      {inviting && <InviteDialog onClose={() => setInviting(false)} />}
    </Page>
  )
}

function Members({ members, mayChange }: { members: Member[]; mayChange: boolean }) {
  const say = useWords()
  const me = useMe()
  const [changing, setChanging] = useState<Member | null>(null)
  const [leaving, setLeaving] = useState<Member | null>(null)
  const remove = useAct((userId: string) => removeMember(userId), {
    touches: ['/api/members'],
    done: say('people.removed'),
  })
  return (
    <Card title={say('people.members')}>
      <List label={say('people.members')}>
        {members.map((member) => (
          <ListRow
            key={member.userId}
            before={<Avatar name={member.name} />}
            title={
              <>
                {member.name} {member.userId === me.id && <Badge>{say('people.you')}</Badge>}{' '}
                {member.role === 'owner' && <Badge tone="accent">{say('people.owner')}</Badge>}
              </>
            }
            dim={member.email}
            after={
              mayChange &&
              member.userId !== me.id && (
                <Menu
                  label={say('people.acts', { name: member.name })}
                  placement="bottom end"
                  trigger={<IconButton icon="more" label={say('people.acts', { name: member.name })} />}
                >
                  <MenuItem icon="edit" text={say('people.change')} onAction={() => setChanging(member)} />
                  {me.workspace.role === 'owner' && (
                    <MenuItem icon="trash" danger text={say('people.remove')} onAction={() => setLeaving(member)} />
                  )}
                </Menu>
              )
            }
          >
            <RolesInWords role={member.role} brandRoles={member.brandRoles} />
          </ListRow>
        ))}
      </List>
      {changing && <ChangeMemberDialog member={changing} onClose={() => setChanging(null)} />}
      <Confirm
        isOpen={leaving !== null}
        onClose={() => setLeaving(null)}
        title={say('people.remove.title', { name: leaving?.name ?? '' })}
        act={say('people.remove')}
        danger
        isPending={remove.isPending}
        onAct={() => leaving && remove.mutate(leaving.userId, { onSuccess: () => setLeaving(null) })}
      >
        <p>{say('people.remove.text')}</p>
      </Confirm>
    </Card>
  )
}

function OpenInvitations() {
  const say = useWords()
  const format = useFormat()
  const { zone } = useMe()
  const asked = useQuery(invitations())
  const withdraw = useAct((id: string) => withdrawInvitation(id), {
    touches: ['/api/invitations'],
    done: say('people.invitation.withdrawn'),
  })
  const open = asked.data?.items ?? []
  if (open.length === 0) return null
  return (
    <Card title={say('people.invitations')}>
      <List label={say('people.invitations')}>
        {open.map((invitation) => (
          <ListRow
            key={invitation.id}
            before={<Icon name="mail" />}
            title={invitation.email ?? say('people.invitation.anyone')}
            dim={say('people.invitation.until', {
              person: invitation.invitedBy,
              when: format.moment(invitation.expiresAt, zone),
            })}
            after={
              <Button
                size="s"
                onPress={() => withdraw.mutate(invitation.id)}
                isPending={withdraw.isPending && withdraw.variables === invitation.id}
              >
                {say('people.invitation.withdraw')}
              </Button>
            }
          >
            <RolesInWords role={invitation.role} brandRoles={invitation.brandRoles} />
          </ListRow>
        ))}
      </List>
    </Card>
  )
}
