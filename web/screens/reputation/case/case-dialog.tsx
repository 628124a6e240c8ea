import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useAct } from '../../../api/ask.ts'
import { type Case, casesPath, changeCase, type MakeCase, makeCase } from '../../../api/reputation.ts'
import { duty } from '../../../api/support.ts'
import { useWords } from '../../../i18n/words.tsx'
import { useBrandHere, useMe } from '../../../shell/here.ts'
import { Button } from '../../../ui/button.tsx'
import { DateField } from '../../../ui/date-field.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Form } from '../../../ui/form.tsx'
import { Select } from '../../../ui/select.tsx'
import { TextArea, TextField } from '../../../ui/text-field.tsx'
import { resolveWall } from '../../calendar/time/resolve-wall.ts'

const severities = ['1', '2', '3', '4'] as const
const nobody = 'nobody'

type CaseDialogProps = {
  brandId?: string
  /** To be changed; else one is made. */
  of?: Case
  conversationIds?: string[]
  onClose: () => void
  onMade?: (made: Case) => void
}

/** What the problem is, how grave, whose it is and until when. */
export function CaseDialog({ brandId: given, of, conversationIds = [], onClose, onMade }: CaseDialogProps) {
  const say = useWords()
  const here = useBrandHere()
  const brandId = given ?? here?.id ?? ''
  const { zone } = useMe()
  const people = useQuery(duty(brandId)).data?.people ?? []
  const [severity, setSeverity] = useState<(typeof severities)[number]>(
    severities.find((one) => Number(one) === of?.severity) ?? '2',
  )
  const [ownerId, setOwner] = useState(of?.owner?.id ?? nobody)
  const [day, setDay] = useState(of?.deadline?.slice(0, 10) ?? null)
  const save = useAct(
    (made: MakeCase) => (of ? changeCase(brandId, of.id, made) : makeCase(brandId, { ...made, conversationIds })),
    {
      touches: [casesPath(brandId), `/api/brands/${brandId}/conversations`],
      quiet: true,
      done: (made) => {
        onClose()
        onMade?.(made)
      },
    },
  )
  const submit = (form: FormData) =>
    save.mutate({
      ...{ title: String(form.get('title')), problem: String(form.get('problem')), severity: Number(severity) },
      ownerId: ownerId === nobody ? null : ownerId,
      deadline: day && (day === of?.deadline?.slice(0, 10) ? of.deadline : endOf(day, zone)),
    })
  return (
    <Dialog isOpen onClose={onClose} title={say(of ? 'repute.case.change' : 'repute.case.add')}>
      <Form
        onSubmit={submit}
        failure={save.error}
        fields={['title', 'problem', 'ownerId', 'deadline']}
        foot={
          <Button type="submit" variant="primary" isPending={save.isPending}>
            {say('ui.save')}
          </Button>
        }
      >
        <TextField name="title" label={say('repute.case.title')} defaultValue={of?.title ?? ''} autoFocus />
        <TextArea
          name="problem"
          label={say('repute.case.problem')}
          optional
          rows={3}
          defaultValue={of?.problem ?? ''}
        />
        <Select
          label={say('repute.severity')}
          value={severity}
          onChange={setSeverity}
          choices={severities.map((id) => ({ id, text: say(`repute.severity.${id}`) }))}
        />
        <Select
          name="ownerId"
          label={say('repute.case.owner')}
          value={ownerId}
          onChange={setOwner}
          choices={[{ id: nobody, text: say('repute.nobody') }, ...people.map(({ id, name }) => ({ id, text: name }))]}
        />
        <DateField name="deadline" label={say('repute.case.deadline')} optional value={day} onChange={setDay} />
      </Form>
    </Dialog>
  )
}

/** The last minute of that day on the clock of who chose it. */
const endOf = (day: string, zone: string) => new Date(resolveWall(`${day}T23:59`, zone).at).toISOString()
