import { useState } from 'react'
import { useAct } from '../../api/ask.ts'
import { changeMacro, type Macro, type MacroAct, makeMacro, supportPath } from '../../api/support.ts'
import { useWords } from '../../i18n/words.tsx'
import { useBrand } from '../../shell/here.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Form } from '../../ui/form.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Stack } from '../../ui/layout.tsx'
import { Select } from '../../ui/select.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { ActFields } from './act-fields.tsx'
import styles from './support.module.css'

type Doing = MacroAct['do']
const doings: Doing[] = ['reply', 'label', 'assign', 'state', 'snooze', 'priority', 'note']

const freshActs: { [D in Doing]: Extract<MacroAct, { do: D }> } = {
  reply: { do: 'reply', savedReplyId: '' },
  label: { do: 'label', add: [], remove: [] },
  assign: { do: 'assign', to: 'me' },
  state: { do: 'state', state: 'done' },
  snooze: { do: 'snooze', minutes: 1440 },
  priority: { do: 'priority', priority: 2 },
  note: { do: 'note', text: '' },
}

type Kept = { key: number; act: MacroAct }

/** A macro is its acts, one under the other. */
export function MacroDialog({ macro, onClose }: { macro: Macro | null; onClose: () => void }) {
  const say = useWords()
  const brand = useBrand()
  const [acts, setActs] = useState<Kept[]>(() => (macro?.acts ?? [freshActs.state]).map((act, key) => ({ key, act })))
  const save = useAct(
    (given: Pick<Macro, 'name' | 'acts'>) =>
      macro ? changeMacro(brand.id, macro.id, given) : makeMacro(brand.id, given),
    { touches: [supportPath(brand.id, '/macros')], quiet: true, done: onClose },
  )
  const change = (at: number, act: MacroAct) => setActs(acts.map((one, n) => (n === at ? { ...one, act } : one)))
  const left = doings.find((one) => !acts.some(({ act }) => act.do === one)) ?? 'note'
  const problems = save.error?.fields ?? []
  return (
    <Dialog
      isOpen
      wide
      onClose={onClose}
      title={macro ? say('service.change', { name: macro.name }) : say('service.macro.add')}
    >
      <Form
        onSubmit={(form) => save.mutate({ name: String(form.get('name')), acts: acts.map(({ act }) => act) })}
        failure={save.error}
        fields={['name', ...problems.map((one) => one.path).filter((path) => path.startsWith('acts.'))]}
        foot={
          <Button type="submit" variant="primary" isPending={save.isPending} isDisabled={acts.length === 0}>
            {say('ui.save')}
          </Button>
        }
      >
        <TextField name="name" label={say('service.name')} defaultValue={macro?.name ?? ''} autoFocus />
        <Stack gap={2}>
          {acts.map(({ key, act }, at) => (
            <div key={key} className={styles.act}>
              <Select
                label={say('service.act', { number: at + 1 })}
                value={act.do}
                onChange={(doing) => change(at, freshActs[doing])}
                choices={doings.map((id) => ({ id, text: say(`service.act.${id}`) }))}
              />
              <ActFields
                act={act}
                onChange={(next) => change(at, next)}
                error={problems.find((one) => one.path.startsWith(`acts.${at}.`))?.message}
              />
              <IconButton
                icon="trash"
                size="s"
                label={say('service.act.remove', { number: at + 1 })}
                onPress={() => setActs(acts.toSpliced(at, 1))}
              />
            </div>
          ))}
          <div>
            <Button
              icon="plus"
              size="s"
              isDisabled={acts.length >= 12}
              onPress={() =>
                setActs([...acts, { key: Math.max(0, ...acts.map((one) => one.key)) + 1, act: freshActs[left] }])
              }
            >
              {say('service.act.add')}
            </Button>
          </div>
        </Stack>
      </Form>
    </Dialog>
  )
}
