import { useState } from 'react'
import { useAct } from '../../api/ask.ts'
import { replaceLevels, type ServiceLevel, supportPath } from '../../api/support.ts'
import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/words.tsx'
import { useBrand, useMayHere } from '../../shell/here.ts'
import { Button } from '../../ui/button.tsx'
import { Badge, Banner, EmptyState } from '../../ui/feedback.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Card, List, ListRow } from '../../ui/layout.tsx'
import { MoveButtons } from '../../ui/move-buttons.tsx'
import { moved } from '../../ui/moved.ts'
import { toast } from '../../ui/toast.tsx'
import { LevelDialog } from './level-dialog.tsx'
import styles from './support.module.css'
import { useDuration } from './use-duration.ts'

export type Named = { id: string; name: string }
type LevelsCardProps = { levels: ServiceLevel[]; accounts: Named[]; labels: string[]; hasHours: boolean }

/** In the order in which they are tried: the first that is for a conversation is its own. */
export function LevelsCard({ levels, accounts, labels, hasHours }: LevelsCardProps) {
  const say = useWords()
  const brand = useBrand()
  const mayChange = useMayHere('manager')
  const [open, setOpen] = useState<number | null>(null)
  const save = useAct((all: ServiceLevel[]) => replaceLevels(brand.id, all), {
    touches: [supportPath(brand.id, '/service-levels')],
  })
  const remove = (at: number) =>
    save.mutate(levels.toSpliced(at, 1), {
      onSuccess: () =>
        toast(say('service.level.removed'), { act: { text: say('ui.undo'), onAct: () => save.mutate(levels) } }),
    })
  const add = mayChange && (
    <Button icon="plus" variant="primary" onPress={() => setOpen(levels.length)}>
      {say('service.level.add')}
    </Button>
  )
  const needsHours = !hasHours && levels.some((one) => one.time === 'business')
  return (
    <Card title={say('service.level.list')} acts={levels.length > 0 && add}>
      {needsHours && <Banner tone="note" title={say('service.level.noHours')} />}
      {levels.length === 0 && (
        <EmptyState title={say('service.level.none')} acts={add} level={3}>
          {say('service.level.none.text')}
        </EmptyState>
      )}
      <List label={say('service.level.list')}>
        {levels.map((level, at) => (
          <ListRow
            key={level.id ?? at}
            title={
              <>
                {level.name} {!level.enabled && <Badge>{say('service.off')}</Badge>}
              </>
            }
            dim={<Promises level={level} />}
            after={
              mayChange && (
                <>
                  <MoveButtons
                    {...{ at, of: levels.length, isBusy: save.isPending }}
                    words={[say('service.up', { name: level.name }), say('service.down', { name: level.name })]}
                    onMove={(to) => save.mutate(moved(levels, at, to))}
                  />
                  <IconButton
                    icon="edit"
                    size="s"
                    label={say('service.change', { name: level.name })}
                    onPress={() => setOpen(at)}
                  />
                  <IconButton
                    icon="trash"
                    size="s"
                    label={say('service.remove', { name: level.name })}
                    onPress={() => remove(at)}
                  />
                </>
              )
            }
          >
            <For level={level} accounts={accounts} />
          </ListRow>
        ))}
      </List>
      {open !== null && (
        <LevelDialog levels={levels} at={open} accounts={accounts} labels={labels} onClose={() => setOpen(null)} />
      )}
    </Card>
  )
}

function Promises({ level }: { level: ServiceLevel }) {
  const say = useWords()
  const format = useFormat()
  const duration = useDuration()
  const promised = (['first', 'next', 'resolution'] as const).flatMap((kind) => {
    const minutes = level[`${kind}Minutes`]
    return minutes === null ? [] : [say('service.level.promise', { kind, time: duration(minutes * 60_000) })]
  })
  return (
    <>
      {format.list(promised)} · {say(`service.time.${level.time}`)}
    </>
  )
}

function For({ level, accounts }: { level: ServiceLevel; accounts: Named[] }) {
  const say = useWords()
  const names = accounts.filter((one) => level.accountIds.includes(one.id)).map((one) => one.name)
  const all = [
    ...level.kinds.map((kind) => say(`service.kind.${kind}`)),
    ...level.labels,
    ...level.priorities.map((priority) => say(`service.priority.${priority}`)),
    ...names,
  ]
  return (
    <div className={styles.badges}>
      {all.length === 0 ? <Badge>{say('service.level.all')}</Badge> : all.map((one) => <Badge key={one}>{one}</Badge>)}
    </div>
  )
}
