import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/words.tsx'
import styles from './calendar-screen.module.css'
import { wallOf } from './move-by-key.ts'
import { resolveWall } from './time/resolve-wall.ts'
import type { Carried } from './use-drag.ts'

/** Tells what is being carried and where it would fall, to eyes and to ears. */
export function CarryLayer({ carried, zone }: { carried: Carried; zone: string }) {
  const say = useWords()
  const format = useFormat()
  const { at } = resolveWall(wallOf(carried.spot), zone)
  return (
    <div className={styles.carry} role="status">
      <span>{carried.entry.title.trim() || say('calendar.untitled')}</span>
      <strong>
        {format.day(at, zone)}, {format.time(at, zone)}
      </strong>
      <span>{say(carried.by === 'keys' ? 'calendar.carry.keys' : 'calendar.carry.pointer')}</span>
    </div>
  )
}
