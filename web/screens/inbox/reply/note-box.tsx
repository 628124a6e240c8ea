import { type KeyboardEvent, useId, useState } from 'react'
import { useAct } from '../../../api/ask.ts'
import { makeNote } from '../../../api/inbox.ts'
import { useWords } from '../../../i18n/words.tsx'
import { Button } from '../../../ui/button.tsx'
import { Suggestions } from '../../compose/writing/suggestions.tsx'
import { useOpen } from '../conversation/use-open.ts'
import { mayAnswerIn } from '../use-around.ts'
import { useInbox } from '../use-inbox.ts'
import { calledBy, mentionAt, mentionedIn } from './mention-at.ts'
import styles from './reply.module.css'
import type { Writing } from './use-draft.ts'

/** Words for the others alone; who is called by their name is told. */
export function NoteBox({ writing }: { writing: Writing }) {
  const say = useWords()
  const id = useId()
  const { around } = useInbox()
  const { head, box, timeline } = useOpen()
  const { draft, edit } = writing
  const [caret, setCaret] = useState(0)
  const [active, setActive] = useState(0)
  const people = mayAnswerIn(around.members, [head.brandId]).map((one) => ({ id: one.userId, name: one.name }))
  const begun = mentionAt(draft.note, caret)
  const called = begun ? calledBy(begun.typed, people) : []
  const save = useAct(
    () => makeNote(head.brandId, head.id, { text: draft.note, mentions: mentionedIn(draft.note, people).slice(0, 20) }),
    {
      done: () => {
        edit((before) => ({ ...before, note: '' }))
        void timeline.refresh()
      },
    },
  )
  const call = (name: string) => {
    if (!begun) return
    const note = `${draft.note.slice(0, begun.from)}@${name} ${draft.note.slice(caret)}`
    const at = begun.from + name.length + 2
    edit((before) => ({ ...before, note }))
    setCaret(at)
    requestAnimationFrame(() => box.current?.setSelectionRange(at, at))
  }
  const isReady = draft.note.trim() !== '' && !save.isPending
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      if (isReady) save.mutate()
    } else if (called.length > 0 && choosing(event.key)) {
      event.preventDefault()
      const chosen = called[active] ?? called[0]
      if (event.key === 'Enter' || event.key === 'Tab') chosen && call(chosen.name)
      else if (event.key === 'Escape') setCaret(0)
      else setActive((active + (event.key === 'ArrowDown' ? 1 : called.length - 1)) % called.length)
    } else if (event.key === 'Escape') box.current?.blur()
  }
  return (
    <div className={styles.write}>
      {called.length > 0 && (
        <Suggestions
          id={id}
          label={say('inbox.note.call')}
          words={called.map(({ name }) => ({ word: name, count: 1 }))}
          active={Math.min(active, called.length - 1)}
          onPick={call}
        />
      )}
      <textarea
        ref={box}
        className={styles.area}
        aria-label={say('inbox.note')}
        placeholder={say('inbox.note.placeholder')}
        aria-controls={called.length > 0 ? id : undefined}
        aria-activedescendant={called.length > 0 ? `${id}-${Math.min(active, called.length - 1)}` : undefined}
        dir="auto"
        rows={2}
        maxLength={10_000}
        value={draft.note}
        onKeyDown={press}
        onSelect={(event) => setCaret(event.currentTarget.selectionStart)}
        onChange={(event) => {
          const note = event.target.value
          setCaret(event.target.selectionStart)
          setActive(0)
          edit((before) => ({ ...before, note, mode: 'note' }))
        }}
      />
      <div className={styles.foot}>
        <p className={styles.count}>{say('inbox.note.hint')}</p>
        <div className={styles.send}>
          <Button
            variant="primary"
            size="s"
            icon="note"
            isDisabled={!isReady}
            isPending={save.isPending}
            onPress={() => save.mutate()}
          >
            {say('inbox.note.save')}
          </Button>
        </div>
      </div>
    </div>
  )
}

const choosing = (key: string) => ['ArrowDown', 'ArrowUp', 'Enter', 'Tab', 'Escape'].includes(key)
