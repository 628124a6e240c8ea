import { useState } from 'react'
import { useAct } from '../../api/ask.ts'
import { changeMember, type Member } from '../../api/team.ts'
import { useWords } from '../../i18n/words.tsx'
import { useMe } from '../../shell/here.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Form } from '../../ui/form.tsx'
import { givenBy, RoleFields, type Roles } from './role-fields.tsx'

export function ChangeMemberDialog({ member, onClose }: { member: Member; onClose: () => void }) {
  const say = useWords()
  const me = useMe()
  const [roles, setRoles] = useState<Roles>({ role: member.role, brandRoles: member.brandRoles })
  const change = useAct((to: Roles) => changeMember(member.userId, givenBy(me, to)), {
    touches: ['/api/members'],
    quiet: true,
    done: () => onClose(),
  })
  return (
    <Dialog isOpen onClose={onClose} title={say('people.change.title', { name: member.name })}>
      <Form
        onSubmit={() => change.mutate(roles)}
        failure={change.error}
        fields={[]}
        foot={
          <Button type="submit" variant="primary" isPending={change.isPending}>
            {say('ui.save')}
          </Button>
        }
      >
        <RoleFields value={roles} onChange={setRoles} />
      </Form>
    </Dialog>
  )
}
