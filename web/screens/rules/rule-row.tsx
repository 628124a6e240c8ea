import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { Button as AriaButton } from 'react-aria-components/Button'
import { GridListItem } from 'react-aria-components/GridList'
import { useAct } from '../../api/ask.ts'
import { changeRule, deleteRule, type Rule, rulesPath } from '../../api/rules.ts'
import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/words.tsx'
import { useBrand, useMayHere } from '../../shell/here.ts'
import { Confirm } from '../../ui/dialog.tsx'
import { Badge } from '../../ui/feedback.tsx'
import { Icon } from '../../ui/icon.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Menu, MenuItem } from '../../ui/menu.tsx'
import { MoveButtons } from '../../ui/move-buttons.tsx'
import { Switch } from '../../ui/switch.tsx'
import { RuleSentence } from './rule-sentence.tsx'
import styles from './rules.module.css'
import { UndoDialog } from './undo-dialog.tsx'
import { useTurnOn } from './use-turn-on.tsx'

type RuleRowProps = { rule: Rule; place: { at: number; of: number }; mayChange: boolean; onMove: (to: number) => void }

export function RuleRow({ rule, place, mayChange, onMove }: RuleRowProps) {
  const say = useWords()
  const brand = useBrand()
  const { name } = rule
  return (
    <GridListItem id={rule.id} textValue={name} className={styles.rule ?? ''} data-off={!rule.isOn || undefined}>
      {mayChange && (
        <div className={styles.order}>
          <AriaButton slot="drag" className={styles.handle ?? ''} aria-label={say('rules.drag', { name })}>
            <Icon name="drag" size={18} />
          </AriaButton>
          <MoveButtons {...place} words={[say('rules.up', { name }), say('rules.down', { name })]} onMove={onMove} />
        </div>
      )}
      <div className={styles.ruleWords}>
        <h2>
          <span className={styles.number}>{place.at + 1}</span>{' '}
          <Link to="/brands/$brandId/rules/$ruleId" params={{ brandId: brand.id, ruleId: rule.id }}>
            <bdi>{name}</bdi>
          </Link>{' '}
          {rule.stops && <Badge icon="pause">{say('rules.stopsShort')}</Badge>}
        </h2>
        <RuleSentence all={rule.match.all} conditions={rule.match.conditions} actions={rule.actions} />
        <Counts rule={rule} />
      </div>
      <Acts rule={rule} mayChange={mayChange} />
    </GridListItem>
  )
}

function Counts({ rule }: { rule: Rule }) {
  const say = useWords()
  const format = useFormat()
  const told = [
    say('rules.hitCount', { count: rule.hits }),
    ...(rule.undone > 0 ? [say('rules.undoneCount', { count: rule.undone })] : []),
    ...(rule.lastHitAt ? [say('rules.lastHit', { when: format.relative(rule.lastHitAt) })] : []),
  ]
  return <p className={styles.dim}>{told.join(' · ')}</p>
}

function Acts({ rule, mayChange }: { rule: Rule; mayChange: boolean }) {
  const say = useWords()
  const brand = useBrand()
  const mayUndo = useMayHere('editor')
  const [asking, setAsking] = useState<'undo' | 'delete' | null>(null)
  const touches = [rulesPath(brand.id)]
  const { turn, question } = useTurnOn(rule)
  const stop = useAct(() => changeRule(brand.id, rule.id, { stops: !rule.stops }), { touches })
  const remove = useAct(() => deleteRule(brand.id, rule.id), { touches, done: () => setAsking(null) })
  const label = say('rules.acts', { name: rule.name })
  return (
    <div className={styles.ruleActs}>
      {mayChange && (
        <Switch isSelected={rule.isOn} onChange={turn} aria-label={say('rules.isOn', { name: rule.name })}>
          {say(rule.isOn ? 'rules.on' : 'rules.off')}
        </Switch>
      )}
      {(mayChange || mayUndo) && (
        <Menu label={label} placement="bottom end" trigger={<IconButton icon="more" label={label} />}>
          <MenuItem
            icon="edit"
            text={say(mayChange ? 'rules.edit' : 'rules.look')}
            href={`/brands/${brand.id}/rules/${rule.id}`}
          />
          <MenuItem icon="list" text={say('rules.showHits')} href={`/brands/${brand.id}/rules/hits?rule=${rule.id}`} />
          {mayChange && (
            <MenuItem
              icon={rule.stops ? 'play' : 'pause'}
              text={say(rule.stops ? 'rules.goOn' : 'rules.stopHere')}
              onAction={() => stop.mutate()}
            />
          )}
          {mayUndo && rule.hits > rule.undone && (
            <MenuItem icon="undo" text={say('rules.undoMany')} onAction={() => setAsking('undo')} />
          )}
          {mayChange && (
            <MenuItem icon="trash" danger text={say('rules.delete')} onAction={() => setAsking('delete')} />
          )}
        </Menu>
      )}
      {question}
      {asking === 'undo' && <UndoDialog rule={rule} onClose={() => setAsking(null)} />}
      <Confirm
        isOpen={asking === 'delete'}
        onClose={() => setAsking(null)}
        title={say('rules.delete.title', { name: rule.name })}
        act={say('rules.delete')}
        danger
        isPending={remove.isPending}
        onAct={() => remove.mutate()}
      >
        <p>{say('rules.delete.text')}</p>
      </Confirm>
    </div>
  )
}
