import { useState } from 'react'
import { useAct } from '../../api/ask.ts'
import { replaceLevels, type ServiceLevel, supportPath } from '../../api/support.ts'
import { useWords } from '../../i18n/words.tsx'
import { useBrand } from '../../shell/here.ts'
import { Button } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/checkbox.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Form } from '../../ui/form.tsx'
import { Row, Stack } from '../../ui/layout.tsx'
import { RadioGroup } from '../../ui/radio-group.tsx'
import { TextField } from '../../ui/text-field.tsx'
import type { Named } from './levels-card.tsx'
import { MinutesField } from './minutes-field.tsx'

const fresh: ServiceLevel = {
  ...{
    name: '',
    kinds: [],
    labels: [],
    priorities: [],
    accountIds: [],
    time: 'business',
    warnMinutes: 15,
    enabled: true,
  },
  ...{ firstMinutes: 60, nextMinutes: 120, resolutionMinutes: null },
}

type LevelDialogProps = { levels: ServiceLevel[]; at: number; accounts: Named[]; labels: string[]; onClose: () => void }

/** One service level; the list is kept as a whole. */
export function LevelDialog({ levels, at, accounts, labels, onClose }: LevelDialogProps) {
  const say = useWords()
  const brand = useBrand()
  const [level, setLevel] = useState<ServiceLevel>(levels[at] ?? fresh)
  const change = (next: Partial<ServiceLevel>) => setLevel((before) => ({ ...before, ...next }))
  const save = useAct(
    (name: string) => replaceLevels(brand.id, [...levels.slice(0, at), { ...level, name }, ...levels.slice(at + 1)]),
    { touches: [supportPath(brand.id, '/service-levels')], quiet: true, done: onClose },
  )
  const path = (field: string) => `levels.${at}.${field}`
  const times = ['firstMinutes', 'nextMinutes', 'resolutionMinutes'] as const
  return (
    <Dialog
      isOpen
      wide
      onClose={onClose}
      title={levels[at] ? say('service.change', { name: level.name }) : say('service.level.add')}
    >
      <Form
        onSubmit={(form) => save.mutate(String(form.get(path('name'))))}
        failure={save.error}
        fields={[path('name'), path('warnMinutes'), ...times.map(path)]}
        foot={
          <Button type="submit" variant="primary" isPending={save.isPending}>
            {say('ui.save')}
          </Button>
        }
      >
        <TextField name={path('name')} label={say('service.name')} defaultValue={level.name} autoFocus />
        {times.map((field) => (
          <MinutesField
            key={field}
            name={path(field)}
            label={say(`service.level.${field}`)}
            value={level[field]}
            onChange={(minutes) => change({ [field]: minutes })}
          />
        ))}
        <RadioGroup
          label={say('service.level.time')}
          value={level.time}
          onChange={(time) => change({ time })}
          choices={(['business', 'raw'] as const).map((id) => ({
            ...{ id, text: say(`service.time.${id}`), hint: say(`service.time.${id}.hint`) },
          }))}
        />
        <MinutesField
          name={path('warnMinutes')}
          label={say('service.level.warn')}
          value={level.warnMinutes}
          onChange={(minutes) => change({ warnMinutes: minutes ?? 0 })}
        />
        <For level={level} accounts={accounts} labels={labels} onChange={change} />
        <Checkbox isSelected={level.enabled} onChange={(enabled) => change({ enabled })}>
          {say('service.level.enabled')}
        </Checkbox>
      </Form>
    </Dialog>
  )
}

type ForProps = {
  level: ServiceLevel
  accounts: Named[]
  labels: string[]
  onChange: (next: Partial<ServiceLevel>) => void
}

/** Whom it is for; nothing chosen means everybody. */
function For({ level, accounts, labels, onChange }: ForProps) {
  const say = useWords()
  const kinds = ['message', 'comment', 'mention', 'review'] as const
  const known = [...new Set([...labels, ...level.labels])]
  return (
    <Stack gap={3}>
      <Chosen
        label={say('service.level.kinds')}
        choices={kinds.map((id) => ({ id, text: say(`service.kind.${id}`) }))}
        chosen={level.kinds}
        onChange={(chosen) => onChange({ kinds: kinds.filter((one) => chosen.includes(one)) })}
      />
      <Chosen
        label={say('service.level.priorities')}
        choices={[0, 1, 2, 3].map((one) => ({ id: String(one), text: say(`service.priority.${one}`) }))}
        chosen={level.priorities.map(String)}
        onChange={(chosen) => onChange({ priorities: chosen.map(Number) })}
      />
      <Chosen
        label={say('service.labels')}
        choices={known.map((id) => ({ id, text: id }))}
        chosen={level.labels}
        onChange={(chosen) => onChange({ labels: chosen })}
      />
      <Chosen
        label={say('service.accounts')}
        choices={accounts.map(({ id, name }) => ({ id, text: name }))}
        chosen={level.accountIds}
        onChange={(chosen) => onChange({ accountIds: chosen })}
      />
    </Stack>
  )
}

type ChosenProps = {
  label: string
  choices: { id: string; text: string }[]
  chosen: string[]
  onChange: (chosen: string[]) => void
}

/** Any number of a few; absent where there is nothing to choose. */
export function Chosen({ label, choices, chosen, onChange }: ChosenProps) {
  if (choices.length === 0) return null
  return (
    <fieldset aria-label={label}>
      <Stack gap={1}>
        <span>{label}</span>
        <Row gap={4}>
          {choices.map(({ id, text }) => (
            <Checkbox
              key={id}
              isSelected={chosen.includes(id)}
              onChange={(on) => onChange(on ? [...chosen, id] : chosen.filter((one) => one !== id))}
            >
              {text}
            </Checkbox>
          ))}
        </Row>
      </Stack>
    </fieldset>
  )
}
