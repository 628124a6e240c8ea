import { Fragment, memo } from 'react'
import type { Entry } from '../../../api/inbox.ts'
import { useFormat } from '../../../i18n/format.ts'
import { useWords } from '../../../i18n/words.tsx'
import { Avatar } from '../../../ui/avatar.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { SaidText } from './said-text.tsx'
import styles from './timeline.module.css'

type Note = Extract<Entry, { entry: 'note' }>['note']
type Line = Extract<Entry, { entry: 'line' }>['line']

/** Internal words, with those who were called marked. */
export const NoteEntry = memo(function NoteEntry({ note, at, zone }: { note: Note; at: string; zone: string }) {
  const say = useWords()
  const format = useFormat()
  return (
    <article className={styles.note} aria-label={say('inbox.note.of', { name: note.by.name })}>
      <Avatar name={note.by.name} size={28} />
      <div className={styles.body}>
        <p className={styles.top}>
          <bdi className={styles.name}>{note.by.name}</bdi>
          <span className={styles.dim}>
            <Icon name="lock" size={14} /> {say('inbox.note.internal')}
          </span>
          <time className={styles.when} dateTime={at} title={format.second(at, zone)}>
            {format.time(at, zone)}
          </time>
        </p>
        <NoteText note={note} />
      </div>
    </article>
  )
})

const asWritten = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')

function NoteText({ note }: { note: Note }) {
  if (note.mentions.length === 0) return <SaidText text={note.text} />
  const names = note.mentions.map(({ name }) => `@${name}`)
  const parts = note.text.split(new RegExp(`(${names.map(asWritten).join('|')})`))
  return (
    <p className={styles.text} dir="auto">
      {parts.map((part, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text never move
        <Fragment key={at}>{names.includes(part) ? <strong className={styles.mention}>{part}</strong> : part}</Fragment>
      ))}
    </p>
  )
}

/** Something that was done with the conversation, in a line. */
export const LineEntry = memo(function LineEntry({ line, at, zone }: { line: Line; at: string; zone: string }) {
  const format = useFormat()
  return (
    <p className={styles.line}>
      <bdi>{line.text}</bdi>
      <time dateTime={at} title={format.second(at, zone)}>
        {format.time(at, zone)}
      </time>
    </p>
  )
})
