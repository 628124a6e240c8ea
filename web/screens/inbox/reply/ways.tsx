import { useEffect } from 'react'
import { askAgain } from '../../../api/ask.ts'
import { type Answering, addressOfConversation } from '../../../api/inbox.ts'
import { useFormat } from '../../../i18n/format.ts'
import { useWords } from '../../../i18n/words.tsx'
import { Icon, type IconName } from '../../../ui/icon.tsx'
import { type Mode, waysOf } from '../conversation/mode.ts'
import { useOpen } from '../conversation/use-open.ts'
import { useInbox } from '../use-inbox.ts'
import { useNow } from '../use-now.ts'
import styles from './reply.module.css'

const signs: Record<Mode, IconName> = { public: 'reply', private: 'lock', template: 'file', note: 'note' }

/** The ways to answer here that there are, and the note; with what bounds the chosen one told before anything is typed. */
export function Ways() {
  const say = useWords()
  const { head, mode, write } = useOpen()
  const ways: Mode[] = [...waysOf(head).map((one) => one.way), 'note']
  const chosen = head.answering.find((one) => one.way === mode)
  return (
    <div className={styles.ways}>
      <fieldset className={styles.switch} aria-label={say('inbox.way')}>
        {ways.map((way) => (
          <button key={way} type="button" className={styles.way} aria-pressed={way === mode} onClick={() => write(way)}>
            <Icon name={signs[way]} size={16} />
            {say(`inbox.way.${way}`)}
          </button>
        ))}
      </fieldset>
      {chosen?.until && chosen.barred === null && <Window answering={chosen} />}
    </div>
  )
}

const soonMs = 3 * 3_600_000

function Window({ answering: { until } }: { answering: Answering }) {
  const say = useWords()
  const format = useFormat()
  const { around } = useInbox()
  const { head } = useOpen()
  const now = useNow()
  const left = until === null ? soonMs : Date.parse(until) - now
  const isOver = left <= 0
  useEffect(() => {
    if (isOver) void askAgain(addressOfConversation(head.brandId, head.id))
  }, [isOver, head.brandId, head.id])
  if (!until) return null
  const isSoon = left < soonMs
  return (
    <p className={styles.window} data-soon={isSoon || undefined}>
      <Icon name="clock" size={14} />
      <span>
        {say('inbox.window', {
          moment: format.moment(until, around.zoneOf(head.brandId)),
          left: format.relative(until, now),
        })}
      </span>
    </p>
  )
}
