import { useQuery } from '@tanstack/react-query'
import { useAct } from '../../../../api/ask.ts'
import { cancelReplay, type Replay, replay } from '../../../../api/listening-queries.ts'
import { useFormat } from '../../../../i18n/format.ts'
import { useWords } from '../../../../i18n/words.tsx'
import { useBrand } from '../../../../shell/here.ts'
import { Button } from '../../../../ui/button.tsx'
import { Banner, Progress } from '../../../../ui/feedback.tsx'
import { Highlighted } from '../../../rules/highlighted.tsx'
import styles from './look.module.css'

const isUnderWay = (one: Replay | undefined) => one === undefined || one.state === 'waiting' || one.state === 'running'

/** How far a look back is, and what it found. */
export function LookingBack({ replayId, isStale }: { replayId: string; isStale: boolean }) {
  const say = useWords()
  const brand = useBrand()
  const asked = useQuery({
    ...replay(brand.id, replayId),
    refetchInterval: ({ state }) => (isUnderWay(state.data) && !state.error ? 1_000 : false),
  })
  const cancel = useAct(() => cancelReplay(brand.id, replayId))
  const now = asked.data
  if (asked.error) return <Banner tone="bad" title={asked.error.saidIn(say)} />
  return (
    <div className={styles.panel} aria-live="polite">
      {isUnderWay(now) && (
        <>
          <Progress
            label={say('queries.back.looking', { looked: now?.looked ?? 0, of: now?.total ?? 0 })}
            value={now && now.total > 0 ? Math.min(100, Math.round((100 * now.looked) / now.total)) : 0}
          />
          <div>
            <Button size="s" icon="close" isPending={cancel.isPending} onPress={() => cancel.mutate()}>
              {say('queries.back.cancel')}
            </Button>
          </div>
        </>
      )}
      {now?.state === 'failed' && <Banner tone="bad" title={say('queries.back.failed')} />}
      {now?.state === 'cancelled' && <Banner tone="note" title={say('queries.back.cancelled')} />}
      {isStale && !isUnderWay(now) && <Banner tone="warn" title={say('queries.back.stale')} />}
      {now && (now.state === 'done' || now.found > 0) && <Found replay={now} />}
    </div>
  )
}

const few = 5

function Found({ replay }: { replay: Replay }) {
  const say = useWords()
  const format = useFormat()
  return (
    <>
      <p className={styles.figure}>
        <strong>{format.number(replay.found)}</strong> {say('queries.back.found', { of: replay.looked })}
      </p>
      <ul className={styles.samples} aria-label={say('queries.preview.kept')}>
        {replay.samples.slice(0, few).map((one) => (
          <li key={one.key}>
            {one.title && <Highlighted text={one.title} places={one.places.filter((place) => place.in === 'title')} />}
            <Highlighted text={one.text} places={one.places.filter((place) => place.in === 'text')} />
            <p className={styles.dim}>
              <bdi>{one.author}</bdi> · {one.site}
              {one.at && ` · ${format.relative(one.at)}`}
            </p>
          </li>
        ))}
      </ul>
    </>
  )
}
