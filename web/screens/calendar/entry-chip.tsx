import { type CSSProperties, memo, type PointerEvent } from 'react'
import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/words.tsx'
import { Icon } from '../../ui/icon.tsx'
import { unseen } from '../../ui/unseen.ts'
import styles from './entry-chip.module.css'
import { stateIcons } from './entry-state.ts'
import type { PlacedEntry } from './layout/place-entries.ts'
import type { Around } from './use-calendar.ts'

export type ChipActs = {
  onOpen: (placed: PlacedEntry, element: HTMLElement) => void
  onHold: (event: PointerEvent, placed: PlacedEntry) => void
}

type EntryChipProps = {
  placed: PlacedEntry
  around: Around
  acts: ChipActs
  isTroubled?: boolean
  isCarried?: boolean
  isTabbable?: boolean
  tall?: boolean
}

/** A post on the calendar: its time, title, rubric's colour and state's sign. */
export const EntryChip = memo(function EntryChip({
  placed,
  around,
  acts,
  isTroubled,
  isCarried,
  isTabbable = true,
  tall,
}: EntryChipProps) {
  const say = useWords()
  const format = useFormat()
  const { entry } = placed
  const rubric = entry.rubricId ? around.rubrics.get(entry.rubricId) : undefined
  const zone = around.zoneOf(entry.brandId)
  const title = entry.title.trim() || say('calendar.untitled')
  const names = entry.accountIds.flatMap((id) => around.accounts.get(id)?.name ?? [])
  const time = format.clock(placed.at, zone)
  const more = [
    format.zoneName(zone, new Date(placed.at)),
    say(`calendar.state.${entry.state}`),
    rubric?.name,
    names.join(', '),
    isTroubled && say('calendar.troubled'),
  ]
  return (
    <button
      type="button"
      className={styles.chip}
      style={rubric && ({ '--rubric': rubric.color } as CSSProperties)}
      data-post={entry.postId}
      data-state={entry.state}
      data-carried={isCarried || undefined}
      data-tall={tall || undefined}
      tabIndex={isTabbable ? 0 : -1}
      onClick={(event) => acts.onOpen(placed, event.currentTarget)}
      onPointerDown={(event) => acts.onHold(event, placed)}
    >
      <Icon name={stateIcons[entry.state]} size={14} className={styles.state} />
      <span className={styles.time}>{time}</span>
      <span className={styles.title}>{title}</span>
      {entry.recurring && <Icon name="repeat" size={12} />}
      {isTroubled && <Icon name="warning" size={14} className={styles.trouble} />}
      <span className={unseen}>{more.filter(Boolean).join(', ')}</span>
    </button>
  )
})
