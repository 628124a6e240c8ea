import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { desk, useAct } from '../../api/ask.ts'
import {
  peoplePath,
  peopleTags,
  setWindows,
  type TemperatureWindow,
  type TemperatureWindows,
  windows,
} from '../../api/people.ts'
import { useWords } from '../../i18n/words.tsx'
import { useBrand, useMayHere } from '../../shell/here.ts'
import { Button } from '../../ui/button.tsx'
import { Form } from '../../ui/form.tsx'
import { Card, Row } from '../../ui/layout.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { type Span, secondsOf, spanOf } from './span.ts'
import { WindowCard } from './window-card.tsx'
import styles from './windows.module.css'

export type Written = { topic: string; warm: Span; cooling: Span }

const writtenOf = (window: TemperatureWindow): Written => ({
  topic: window.topic,
  warm: spanOf(window.warmSeconds),
  cooling: spanOf(window.coolingSeconds),
})
const windowOf = ({ topic, warm, cooling }: Written): TemperatureWindow => ({
  ...{ topic, warmSeconds: secondsOf(warm), coolingSeconds: secondsOf(cooling) },
})

/** All windows together: those of everybody first, then each topic with its own. */
export function WindowsForm({ known }: { known: TemperatureWindows }) {
  const say = useWords()
  const brand = useBrand()
  const mayChange = useMayHere('manager')
  const [written, setWritten] = useState(() => known.items.map(writtenOf))
  const save = useAct(() => setWindows(brand.id, written.map(windowOf)), {
    ...{ touches: [peoplePath(brand.id)], quiet: true },
    done: (changed) => void desk.setQueryData(windows(brand.id).queryKey, changed),
  })
  const change = (place: number, next: Partial<Written>) =>
    setWritten(written.map((one, at) => (at === place ? { ...one, ...next } : one)))
  return (
    <Form
      failure={save.error}
      fields={written.flatMap((_, at) => [`items.${at}.warmSeconds`, `items.${at}.coolingSeconds`])}
      onSubmit={() => save.mutate()}
      foot={
        mayChange && (
          <Button type="submit" variant="primary" isPending={save.isPending}>
            {say('ui.save')}
          </Button>
        )
      }
    >
      {written.map((one, at) => (
        <WindowCard
          key={one.topic}
          place={at}
          written={one}
          isOnly={written.length === 1}
          proposed={known.proposed.find(({ topic }) => topic === one.topic)}
          mayChange={mayChange}
          onChange={(next) => change(at, next)}
          onTake={(window) => change(at, writtenOf(window))}
          onDrop={() => setWritten(written.filter((_, other) => other !== at))}
        />
      ))}
      {mayChange && (
        <AddTopic
          taken={written.map(({ topic }) => topic)}
          onAdd={(topic) => {
            const [usual] = written
            if (usual) setWritten([...written, { ...usual, topic }])
          }}
        />
      )}
    </Form>
  )
}

/** A topic is a tag of persons; those in use are offered. */
function AddTopic({ taken, onAdd }: { taken: string[]; onAdd: (topic: string) => void }) {
  const say = useWords()
  const brand = useBrand()
  const [typed, setTyped] = useState('')
  const known = useQuery(peopleTags(brand.id)).data?.items ?? []
  const offered = known.filter(({ tag }) => !taken.includes(tag)).slice(0, 8)
  const isTaken = taken.includes(typed.trim())
  const add = (topic: string) => {
    onAdd(topic)
    setTyped('')
  }
  return (
    <Card title={say('people.windows.addTitle')}>
      <div className={styles.adding}>
        <TextField
          label={say('people.windows.topic')}
          hint={say('people.windows.topic.hint')}
          value={typed}
          onChange={setTyped}
          maxLength={60}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return
            event.preventDefault()
            if (typed.trim() !== '' && !isTaken) add(typed.trim())
          }}
        />
        <Button icon="plus" isDisabled={typed.trim() === '' || isTaken} onPress={() => add(typed.trim())}>
          {say('people.add')}
        </Button>
      </div>
      {offered.length > 0 && (
        <Row gap={2}>
          {offered.map(({ tag }) => (
            <Button key={tag} size="s" variant="quiet" icon="plus" onPress={() => add(tag)}>
              {tag}
            </Button>
          ))}
        </Row>
      )}
    </Card>
  )
}
