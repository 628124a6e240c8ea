import { useQuery } from '@tanstack/react-query'
import { duty, labels, type MacroAct, savedReplies } from '../../api/support.ts'
import { useWords } from '../../i18n/words.tsx'
import { useBrand } from '../../shell/here.ts'
import { Select } from '../../ui/select.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { Chosen } from './level-dialog.tsx'
import { MinutesField } from './minutes-field.tsx'

type ActFieldsProps = { act: MacroAct; onChange: (act: MacroAct) => void; error?: string }

/** What one act of a macro needs to know. */
export function ActFields({ act, onChange, error }: ActFieldsProps) {
  const say = useWords()
  if (act.do === 'reply') return <Reply act={act} onChange={onChange} error={error} />
  if (act.do === 'label') return <Labels act={act} onChange={onChange} error={error} />
  if (act.do === 'assign') return <Assign act={act} onChange={onChange} error={error} />
  if (act.do === 'state')
    return (
      <Select
        label={say('service.act.state')}
        value={act.state}
        onChange={(state) => onChange({ ...act, state })}
        choices={(['done', 'open', 'spam'] as const).map((id) => ({ id, text: say(`service.act.state.${id}`) }))}
      />
    )
  if (act.do === 'snooze')
    return (
      <MinutesField
        name="minutes"
        label={say('service.act.snooze.for')}
        value={act.minutes}
        onChange={(minutes) => onChange({ ...act, minutes: minutes ?? 60 })}
      />
    )
  if (act.do === 'priority')
    return (
      <Select
        label={say('service.level.priorities')}
        value={String(act.priority)}
        onChange={(id) => onChange({ ...act, priority: Number(id) })}
        choices={[0, 1, 2, 3].map((one) => ({ id: String(one), text: say(`service.priority.${one}`) }))}
      />
    )
  return (
    <TextField
      label={say('service.act.note.text')}
      error={error}
      value={act.text}
      maxLength={2000}
      onChange={(text) => onChange({ ...act, text })}
    />
  )
}

type Of<D extends MacroAct['do']> = {
  act: Extract<MacroAct, { do: D }>
  onChange: (act: MacroAct) => void
  error?: string
}

function Reply({ act, onChange, error }: Of<'reply'>) {
  const say = useWords()
  const brand = useBrand()
  const all = useQuery(savedReplies(brand.id)).data?.items ?? []
  return (
    <Select
      label={say('service.act.reply')}
      error={error}
      value={act.savedReplyId || null}
      placeholder={say('service.act.reply.choose')}
      onChange={(savedReplyId) => onChange({ ...act, savedReplyId })}
      choices={all.map(({ id, name }) => ({ id, text: name }))}
    />
  )
}

function Labels({ act, onChange, error }: Of<'label'>) {
  const say = useWords()
  const brand = useBrand()
  const known = useQuery(labels(brand.id)).data?.items ?? []
  const all = [...new Set([...known.map((one) => one.name), ...act.add, ...act.remove])]
  if (all.length === 0) return <p>{error ?? say('service.label.none')}</p>
  const choices = all.map((id) => ({ id, text: id }))
  return (
    <div>
      <Chosen
        label={say('service.act.label.add')}
        choices={choices}
        chosen={act.add}
        onChange={(add) => onChange({ ...act, add, remove: act.remove.filter((one) => !add.includes(one)) })}
      />
      <Chosen
        label={say('service.act.label.remove')}
        choices={choices}
        chosen={act.remove}
        onChange={(remove) => onChange({ ...act, remove, add: act.add.filter((one) => !remove.includes(one)) })}
      />
    </div>
  )
}

function Assign({ act, onChange, error }: Of<'assign'>) {
  const say = useWords()
  const brand = useBrand()
  const people = useQuery(duty(brand.id)).data?.people ?? []
  return (
    <Select
      label={say('service.act.assign')}
      error={error}
      value={act.to}
      onChange={(to) => onChange({ ...act, to })}
      choices={[
        ...(['me', 'nobody'] as const).map((id) => ({ id, text: say(`service.act.assign.${id}`) })),
        ...people.map(({ id, name }) => ({ id, text: name })),
      ]}
    />
  )
}
