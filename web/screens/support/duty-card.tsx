import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useAct } from '../../api/ask.ts'
import { addTurn, type Duty, duty, removeTurn, replaceWeek, supportPath, type WeeklyTurn } from '../../api/support.ts'
import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/words.tsx'
import { useBrand, useMayHere } from '../../shell/here.ts'
import { Button } from '../../ui/button.tsx'
import { Badge, Banner, SkeletonRows } from '../../ui/feedback.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Card, Columns, List, ListRow, Row, Stack } from '../../ui/layout.tsx'
import { toast } from '../../ui/toast.tsx'
import styles from './support.module.css'
import { StandInDialog, TurnDialog } from './turn-dialog.tsx'

const week = [1, 2, 3, 4, 5, 6, 7]

/** Who is on duty: every week, and put in by hand. */
export function DutyCard() {
  const say = useWords()
  const brand = useBrand()
  const asked = useQuery(duty(brand.id))
  if (asked.error) return <Banner tone="bad" title={asked.error.saidIn(say)} />
  if (!asked.data) return <SkeletonRows rows={2} height="6rem" />
  return <Roster roster={asked.data} />
}

function Roster({ roster }: { roster: Duty }) {
  const say = useWords()
  const format = useFormat()
  const brand = useBrand()
  const mayManage = useMayHere('manager')
  const [adding, setAdding] = useState<number | 'by-hand' | null>(null)
  const touches = [supportPath(brand.id, '/duty')]
  const save = useAct((weekly: WeeklyTurn[]) => replaceWeek(brand.id, weekly), { touches })
  const drop = useAct((turnId: string) => removeTurn(brand.id, turnId), { touches })
  const put = useAct((turn: Parameters<typeof addTurn>[1]) => addTurn(brand.id, turn), {
    ...{ touches, quiet: true, done: () => setAdding(null) },
  })
  const nameOf = (id: string) => roster.people.find((one) => one.id === id)?.name ?? '…'
  const remove = (turn: WeeklyTurn) =>
    save.mutate(
      roster.weekly.filter((one) => one !== turn),
      {
        onSuccess: () =>
          toast(say('service.duty.removed'), {
            act: { text: say('ui.undo'), onAct: () => save.mutate(roster.weekly) },
          }),
      },
    )
  return (
    <Card
      title={say('service.duty')}
      acts={
        mayManage && (
          <Button icon="plus" onPress={() => setAdding('by-hand')}>
            {say('service.duty.standIn')}
          </Button>
        )
      }
    >
      <Row gap={2}>
        <span>{say('service.duty.now')}</span>
        {roster.now.length === 0 && <Badge>{say('service.duty.nobody')}</Badge>}
        {roster.now.map((one) => (
          <Badge key={one.id} tone="good" icon="team">
            {one.name}
          </Badge>
        ))}
      </Row>
      <p className={styles.dim}>
        {say('service.duty.text', { zone: roster.zone.replaceAll('_', ' '), name: format.zoneName(roster.zone) })}
      </p>
      <Columns min="9.5rem">
        {week.map((weekday) => (
          <Stack key={weekday} gap={1}>
            <Row gap={2}>
              <h3 className={styles.dayName}>{format.weekday(weekday)}</h3>
              {mayManage && (
                <IconButton
                  icon="plus"
                  size="s"
                  label={say('service.duty.addOn', { day: format.weekday(weekday) })}
                  onPress={() => setAdding(weekday)}
                />
              )}
            </Row>
            {roster.weekly
              .filter((turn) => turn.weekday === weekday)
              .sort((a, b) => a.from.localeCompare(b.from))
              .map((turn) => (
                <div key={`${turn.from} ${turn.to} ${turn.userId}`} className={styles.turn}>
                  <span>
                    {format.wallTime(turn.from)}–{format.wallTime(turn.to)} <bdi>{nameOf(turn.userId)}</bdi>
                  </span>
                  {mayManage && (
                    <IconButton
                      icon="close"
                      size="s"
                      label={say('service.duty.remove', {
                        name: nameOf(turn.userId),
                        day: format.weekday(weekday),
                      })}
                      onPress={() => remove(turn)}
                    />
                  )}
                </div>
              ))}
          </Stack>
        ))}
      </Columns>
      {roster.byHand.length > 0 && (
        <List label={say('service.duty.byHand')}>
          {roster.byHand.map((turn) => (
            <ListRow
              key={turn.id}
              title={nameOf(turn.userId)}
              dim={`${format.moment(turn.from, roster.zone)} – ${format.moment(turn.to, roster.zone)}`}
              after={
                mayManage && (
                  <IconButton
                    icon="trash"
                    size="s"
                    label={say('service.remove', { name: nameOf(turn.userId) })}
                    onPress={() => drop.mutate(turn.id)}
                  />
                )
              }
            />
          ))}
        </List>
      )}
      {typeof adding === 'number' && (
        <TurnDialog
          roster={roster}
          weekday={adding}
          isPending={save.isPending}
          onClose={() => setAdding(null)}
          onAdd={(turns) => save.mutate([...roster.weekly, ...turns], { onSuccess: () => setAdding(null) })}
        />
      )}
      {adding === 'by-hand' && <StandInDialog roster={roster} act={put} onClose={() => setAdding(null)} />}
    </Card>
  )
}
