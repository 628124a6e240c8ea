import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useAct } from '../../api/ask.ts'
import { changeRule, makeRule, type Rule, rulesPath } from '../../api/rules.ts'
import { useWords } from '../../i18n/words.tsx'
import { useBrand, useMayHere } from '../../shell/here.ts'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/checkbox.tsx'
import { Confirm } from '../../ui/dialog.tsx'
import { Form } from '../../ui/form.tsx'
import { Card, Page } from '../../ui/layout.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { toast } from '../../ui/toast.tsx'
import { ActionsCard } from './actions-card.tsx'
import { ConditionsCard } from './conditions-card.tsx'
import { DryRunPanel } from './dry-run-panel.tsx'
import { RuleSentence } from './rule-sentence.tsx'
import styles from './rules.module.css'
import type { Written } from './starting.ts'
import { VersionsCard } from './versions-card.tsx'

type RuleEditorProps = { title: string; first: Written; rule?: Rule }

/** A rule as sentences to fill in, and beside it what it would have done. */
export function RuleEditor({ title, first, rule }: RuleEditorProps) {
  const say = useWords()
  const mayChange = useMayHere('manager')
  const [written, setWritten] = useState(first)
  const put = (change: Partial<Written>) => setWritten({ ...written, ...change })
  const save = useSave(rule)
  const submit = (confirmed: boolean) => save.mutate({ written, confirmed })
  const isWide = save.error?.code === 'rules.hitsMost'
  return (
    <Page title={title} acts={<Back />}>
      <div className={styles.editor}>
        <Form
          onSubmit={() => submit(false)}
          failure={isWide ? null : save.error}
          fields={['name', ...homes(written)]}
          foot={
            mayChange && (
              <Button type="submit" variant="primary" isPending={save.isPending}>
                {say('ui.save')}
              </Button>
            )
          }
        >
          <Card>
            <TextField
              name="name"
              label={say('rules.name')}
              value={written.name}
              onChange={(name) => put({ name })}
              maxLength={120}
              isRequired
              isReadOnly={!mayChange}
            />
            <div className={styles.switches}>
              <Checkbox isSelected={written.isOn} onChange={(isOn) => put({ isOn })} isDisabled={!mayChange}>
                {say('rules.isOnNow')}
              </Checkbox>
              <Checkbox
                isSelected={written.stops}
                onChange={(stops) => put({ stops })}
                isDisabled={!mayChange}
                hint={say('rules.stops.hint')}
              >
                {say('rules.stops')}
              </Checkbox>
            </div>
          </Card>
          <ConditionsCard written={written} onChange={put} failure={save.error} mayChange={mayChange} />
          <ActionsCard written={written} onChange={put} failure={save.error} mayChange={mayChange} />
          {written.conditions.length > 0 && written.actions.length > 0 && (
            <Card title={say('rules.reads')}>
              <RuleSentence {...written} />
            </Card>
          )}
        </Form>
        <aside className={styles.beside}>
          <DryRunPanel match={{ all: written.all, conditions: written.conditions }} />
          {rule && <VersionsCard rule={rule} />}
        </aside>
      </div>
      <Confirm
        isOpen={isWide}
        onClose={() => save.reset()}
        title={say('rules.wide.title')}
        act={say('rules.wide.act')}
        isPending={save.isPending}
        onAct={() => submit(true)}
      >
        <p>{save.error?.saidIn(say)}</p>
      </Confirm>
    </Page>
  )
}

function Back() {
  const say = useWords()
  const brand = useBrand()
  return (
    <ButtonLink to="/brands/$brandId/rules" params={{ brandId: brand.id }} variant="quiet" icon="arrow-left">
      {say('rules.list')}
    </ButtonLink>
  )
}

function useSave(rule: Rule | undefined) {
  const say = useWords()
  const brand = useBrand()
  const navigate = useNavigate()
  return useAct(
    ({ written, confirmed }: { written: Written; confirmed: boolean }) => {
      const { name, all, conditions, actions, isOn, stops } = written
      const said = { name, match: { all, conditions }, actions, isOn, stops, confirmed }
      return rule ? changeRule(brand.id, rule.id, said) : makeRule(brand.id, said)
    },
    {
      ...{ touches: [rulesPath(brand.id)], quiet: true },
      done: () => {
        toast(say('rules.saved'))
        void navigate({ to: '/brands/$brandId/rules', params: { brandId: brand.id } })
      },
    },
  )
}

/** Complaints of these stand at their rows. */
const homes = ({ conditions, actions }: Written): string[] => [
  ...['match.conditions', 'actions'],
  ...conditions.map((_, n) => `match.conditions.${n}`),
  ...actions.map((_, n) => `actions.${n}`),
]
