import { useQuery } from '@tanstack/react-query'
import { type SourceDetails, source } from '../../../api/sources.ts'
import { useFormat } from '../../../i18n/format.ts'
import { useWords } from '../../../i18n/words.tsx'
import { useBrand, useMayHere, useParam } from '../../../shell/here.ts'
import { Banner, SkeletonRows } from '../../../ui/feedback.tsx'
import { Card, Stack, Table } from '../../../ui/layout.tsx'
import { ListeningPage } from '../listening-page.tsx'
import { ChangeSourceCard } from './change-source-card.tsx'
import { InletCard } from './inlet-card.tsx'
import { kindName, nameOf } from './kind-name.ts'
import { SourceBadge } from './source-badge.tsx'
import styles from './sources.module.css'

/** One place the brand listens at: how it is, what it told by the hour, and what may be changed of it. */
export function Screen() {
  const say = useWords()
  const brand = useBrand()
  const sourceId = useParam('sourceId')
  const mayChange = useMayHere('editor')
  const asked = useQuery({ ...source(brand.id, sourceId), refetchInterval: 10_000 })
  const shown = asked.data
  return (
    <ListeningPage place="sources" lead={shown && <Lead source={shown} />}>
      {asked.error && <Banner tone="bad" title={asked.error.saidIn(say)} />}
      {asked.isPending && <SkeletonRows rows={3} height="6rem" />}
      {shown && (
        <Stack>
          {shown.trouble && <Banner tone="bad" title={shown.trouble} />}
          <Facts source={shown} />
          {mayChange && <ChangeSourceCard key={shown.id} source={shown} />}
          {shown.inlet && <InletCard source={shown} address={shown.inlet} />}
          <Hours source={shown} />
        </Stack>
      )}
    </ListeningPage>
  )
}

function Lead({ source }: { source: SourceDetails }) {
  const say = useWords()
  return (
    <>
      {nameOf(say, source)} · {kindName(say, source.kind)}
      {source.watches && ` · ${say(`listen.sources.watches.${source.watches}`)}`}
      {source.address && <bdi> · {source.address}</bdi>}
    </>
  )
}

function Facts({ source }: { source: SourceDetails }) {
  const say = useWords()
  const format = useFormat()
  const { zone } = useBrand()
  const moment = (at: string | null) => (at ? format.moment(at, zone) : '–')
  const facts = [
    ['state', <SourceBadge key="state" state={source.state} />],
    ['read', moment(source.readAt)],
    ['told', moment(source.toldAt)],
    ['next', moment(source.nextAt)],
    ['mentions', format.number(source.day.mentions)],
    ['posts', format.number(source.day.posts)],
    ['calls', format.number(source.day.calls)],
    ...(source.daily === null ? [] : [['spent', `${format.number(source.spent)} / ${format.number(source.daily)}`]]),
  ] as const
  return (
    <Card title={say('listen.sources.how')}>
      <dl className={styles.facts}>
        {facts.map(([key, value]) => (
          <div key={String(key)}>
            <dt>{say(`listen.sources.head.${String(key)}`)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {source.leftOut > 0 && <p className={styles.dim}>{say('listen.sources.leftOut', { count: source.leftOut })}</p>}
    </Card>
  )
}

function Hours({ source }: { source: SourceDetails }) {
  const say = useWords()
  const format = useFormat()
  const { zone } = useBrand()
  if (source.hours.length === 0) return null
  const heads = ['hour', 'posts', 'calls'] as const
  return (
    <Card title={say('listen.sources.hours')}>
      <Table label={say('listen.sources.hours')} head={heads.map((head) => say(`listen.sources.head.${head}`))}>
        {source.hours.toReversed().map((one) => (
          <tr key={one.hour}>
            <td>{format.moment(one.hour, zone)}</td>
            <td>{format.number(one.posts)}</td>
            <td>{format.number(one.calls)}</td>
          </tr>
        ))}
      </Table>
    </Card>
  )
}
