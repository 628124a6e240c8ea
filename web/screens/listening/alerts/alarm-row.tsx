import { Link } from '@tanstack/react-router'
import type { Alarm, AlarmKind } from '../../../api/listening-alerts.ts'
import { useFormat } from '../../../i18n/format.ts'
import { type Say, useWords } from '../../../i18n/words.tsx'
import { useBrand } from '../../../shell/here.ts'
import { Badge, type Tone } from '../../../ui/feedback.tsx'
import { Dim, ListRow, Row } from '../../../ui/layout.tsx'

const tones: Record<AlarmKind, Tone> = { spike: 'warn', silence: 'note', souring: 'bad', 'big-voice': 'accent' }

/** What was alarming, why it was, and the way to what was said. */
export function AlarmRow({ alarm }: { alarm: Alarm }) {
  const say = useWords()
  const format = useFormat()
  const brand = useBrand()
  const { kind } = alarm
  const search = searchOf(alarm)
  return (
    <ListRow
      title={
        <Row gap={2}>
          <Badge tone={tones[kind]}>{say(`listen.alerts.kind.${kind}`)}</Badge>
          <bdi>{nameOf(alarm, brand.name, say)}</bdi>
          <Dim>{format.moment(alarm.at, brand.zone)}</Dim>
        </Row>
      }
      dim={
        <>
          {reasonOf(alarm, say)}
          {kind !== 'big-voice' && ` ${say('listen.alerts.chance', { times: timesOf(alarm.p) })}`}
          {!alarm.isTold && ` ${say('listen.alerts.untold')}`}
        </>
      }
    >
      {search && (
        <Link to="/brands/$brandId/listening" params={{ brandId: brand.id }} search={search as never}>
          {say(kind === 'big-voice' ? 'listen.alerts.openOne' : 'listen.alerts.open')}
        </Link>
      )}
    </ListRow>
  )
}

const nameOf = (alarm: Alarm, brand: string, say: Say): string =>
  alarm.kind === 'souring' ? brand : alarm.kind === 'big-voice' ? alarm.who || say('listen.nobody') : alarm.query.name

function reasonOf(alarm: Alarm, say: Say): string {
  if (alarm.kind === 'big-voice')
    return alarm.mentionId
      ? say('listen.alerts.why.big-voice', { followers: alarm.followers, excerpt: alarm.excerpt })
      : say('listen.alerts.gone')
  const { hours, count, low, high } = alarm
  if (alarm.kind === 'souring') return say('listen.alerts.why.souring', { hours, count, low, high, known: alarm.known })
  return say('listen.alerts.why.count', { hours, count, low, high })
}

/** Once in how many such hours chance would bring it; beyond a million it makes no difference. */
const timesOf = (p: number): number => {
  const times = Math.min(1_000_000, 1 / Math.max(p, 1e-9))
  const digits = 10 ** Math.max(0, Math.floor(Math.log10(times)) - 1)
  return Math.round(times / digits) * digits
}

function searchOf(alarm: Alarm): Record<string, string> | null {
  if (alarm.kind === 'big-voice') return alarm.mentionId ? { mention: alarm.mentionId } : null
  const { from, to } = alarm
  return alarm.kind === 'souring' ? { sentiment: 'negative', from, to } : { queries: alarm.query.id, from, to }
}
