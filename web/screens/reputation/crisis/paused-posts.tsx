import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useAct } from '../../../api/ask.ts'
import { type Crisis, type HeldPost, type ResumePosts, resumePosts } from '../../../api/reputation.ts'
import { useFormat } from '../../../i18n/format.ts'
import { useWords } from '../../../i18n/words.tsx'
import { useBrand } from '../../../shell/here.ts'
import { Button } from '../../../ui/button.tsx'
import { DateField, TimeField } from '../../../ui/date-field.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Badge, Banner } from '../../../ui/feedback.tsx'
import { Form } from '../../../ui/form.tsx'
import { Card, List, ListRow, Row } from '../../../ui/layout.tsx'
import { Menu, MenuItem } from '../../../ui/menu.tsx'
import { Select } from '../../../ui/select.tsx'
import styles from '../reputation.module.css'
import { useKeepCrisis } from './use-keep-crisis.ts'

const ahead = ['keep', 'go', 'cancel'] as const
const passed = ['keep', 'now', 'tomorrow', 'cancel'] as const

/** Exactly which posts wait, and what becomes of them: each by itself, or all at once. */
export function PausedPosts({ of }: { of: Crisis }) {
  const say = useWords()
  const brand = useBrand()
  const keep = useKeepCrisis()
  const [moving, setMoving] = useState<HeldPost | null>(null)
  const [wishAhead, setAhead] = useState<(typeof ahead)[number]>('keep')
  const [wishPassed, setPassed] = useState<(typeof passed)[number]>('keep')
  const resume = useAct((wishes: ResumePosts) => resumePosts(brand.id, of.id, wishes), { done: keep })
  const held = of.posts.filter((one) => one.held)
  const canDecide = of.may.steer && held.length > 0
  return (
    <Card title={say('repute.paused', { count: held.length })}>
      <p className={styles.dim}>{say('repute.paused.lead')}</p>
      {canDecide && (
        <>
          <div className={styles.two}>
            <Select
              label={say('repute.paused.ahead')}
              value={wishAhead}
              onChange={setAhead}
              choices={ahead.map((id) => ({ id, text: say(`repute.paused.${id}`) }))}
            />
            <Select
              label={say('repute.paused.passed')}
              value={wishPassed}
              onChange={setPassed}
              choices={passed.map((id) => ({ id, text: say(`repute.paused.${id}`) }))}
            />
          </div>
          <Row>
            <Button
              variant="primary"
              icon="play"
              isDisabled={wishAhead === 'keep' && wishPassed === 'keep'}
              isPending={resume.isPending}
              onPress={() => resume.mutate({ ahead: wishAhead, passed: wishPassed })}
            >
              {say('repute.paused.decide')}
            </Button>
          </Row>
        </>
      )}
      <List label={say('repute.paused', { count: held.length })}>
        {of.posts.map((one) => (
          <PostRow
            key={one.id}
            one={one}
            canDecide={of.may.steer && one.held}
            onDecide={(what) => resume.mutate({ decisions: [{ publicationId: one.id, do: what }] })}
            onMove={() => setMoving(one)}
          />
        ))}
      </List>
      {moving && (
        <MoveDialog
          one={moving}
          failure={resume.error}
          isPending={resume.isPending}
          onClose={() => setMoving(null)}
          onMove={(wall) =>
            resume.mutate(
              { decisions: [{ publicationId: moving.id, do: 'move', wall, zone: moving.zone }] },
              { onSuccess: () => setMoving(null) },
            )
          }
        />
      )}
    </Card>
  )
}

type PostRowProps = { one: HeldPost; canDecide: boolean; onDecide: (what: 'go' | 'cancel') => void; onMove: () => void }

function PostRow({ one, canDecide, onDecide, onMove }: PostRowProps) {
  const say = useWords()
  const brand = useBrand()
  const format = useFormat()
  return (
    <ListRow
      title={
        <Link to="/brands/$brandId/posts/$postId" params={{ brandId: brand.id, postId: one.postId }}>
          <bdi>{one.title || one.excerpt || say('repute.paused.untitled')}</bdi>
        </Link>
      }
      dim={
        <>
          <bdi>{one.account}</bdi> · {format.moment(one.dueAt, one.zone)}
        </>
      }
      after={
        <Row gap={2}>
          {one.held && one.hasPassed && <Badge tone="warn">{say('repute.paused.hasPassed')}</Badge>}
          {!one.held && (
            <Badge>
              {say(`repute.paused.${one.decision ?? (one.state === 'cancelled' ? 'cancelled' : 'gone-on')}`)}
            </Badge>
          )}
          {canDecide && (
            <Menu label={say('repute.paused.one')} trigger={<Button size="s">{say('repute.paused.one')}</Button>}>
              <MenuItem
                icon="play"
                text={say(one.hasPassed ? 'repute.paused.now' : 'repute.paused.go')}
                onAction={() => onDecide('go')}
              />
              <MenuItem icon="calendar" text={say('repute.paused.move')} onAction={onMove} />
              <MenuItem icon="undo" text={say('repute.paused.cancel')} onAction={() => onDecide('cancel')} />
            </Menu>
          )}
        </Row>
      }
    />
  )
}

type MoveDialogProps = {
  one: HeldPost
  failure: Parameters<typeof Form>[0]['failure']
  isPending: boolean
  onClose: () => void
  onMove: (wall: string) => void
}

function MoveDialog({ one, failure, isPending, onClose, onMove }: MoveDialogProps) {
  const say = useWords()
  const [day, setDay] = useState<string | null>(null)
  const [time, setTime] = useState<string | null>(one.wall.slice(11, 16))
  return (
    <Dialog isOpen onClose={onClose} title={say('repute.paused.move')}>
      <Form
        onSubmit={() => day && time && onMove(`${day}T${time}`)}
        failure={failure}
        foot={
          <Button type="submit" variant="primary" isDisabled={!day || !time} isPending={isPending}>
            {say('ui.save')}
          </Button>
        }
      >
        {!day && <Banner tone="note" title={say('repute.paused.chooseDay')} />}
        <DateField label={say('repute.paused.day')} value={day} onChange={setDay} />
        <TimeField label={say('repute.paused.time')} zone={one.zone} value={time} onChange={setTime} />
      </Form>
    </Dialog>
  )
}
