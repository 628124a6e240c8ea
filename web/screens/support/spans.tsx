import type { OpenInterval } from '../../api/support.ts'
import { useWords } from '../../i18n/words.tsx'
import { Badge } from '../../ui/feedback.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import styles from './support.module.css'

type SpansProps = { name: string; open: OpenInterval[]; onChange: (open: OpenInterval[]) => void }

/** The hours of one day: any number of intervals; none means closed. Midnight at the end is the end of the day. */
export function Spans({ name, open, onChange }: SpansProps) {
  const say = useWords()
  const last = open.at(-1)
  const add = () => onChange([...open, last ? { from: last.to, to: '24:00' } : { from: '09:00', to: '18:00' }])
  return (
    <>
      <div className={styles.spans}>
        {open.length === 0 && <Badge>{say('service.hours.closed')}</Badge>}
        {open.map((one, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: an interval is known by its place alone
          <div key={at} className={styles.span}>
            <input
              type="time"
              className={styles.wall}
              aria-label={say('service.hours.from', { name })}
              value={one.from}
              onChange={(event) => onChange(open.with(at, { ...one, from: event.target.value || one.from }))}
            />
            –
            <input
              type="time"
              className={styles.wall}
              aria-label={say('service.hours.to', { name })}
              value={one.to === '24:00' ? '00:00' : one.to}
              onChange={(event) => onChange(open.with(at, { ...one, to: endOf(event.target.value || one.to) }))}
            />
            <IconButton
              icon="close"
              size="s"
              label={say('service.hours.drop', { name })}
              onPress={() => onChange(open.toSpliced(at, 1))}
            />
          </div>
        ))}
      </div>
      <IconButton
        icon="plus"
        size="s"
        label={say('service.hours.more', { name })}
        isDisabled={open.length >= 6 || last?.to === '24:00'}
        onPress={add}
      />
    </>
  )
}

const endOf = (wall: string) => (wall === '00:00' ? '24:00' : wall)
