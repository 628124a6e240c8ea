import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useAct } from '../../../api/ask.ts'
import {
  type AlertSettings,
  alertSettingsPath,
  changeAlertSettings,
  type Watched,
  type WatchedQuery,
  watched,
  watchedPath,
} from '../../../api/listening-alerts.ts'
import { useFormat } from '../../../i18n/format.ts'
import { type Say, useWords } from '../../../i18n/words.tsx'
import { useBrand, useMayHere } from '../../../shell/here.ts'
import { ButtonLink } from '../../../ui/button.tsx'
import { Banner, EmptyState, SkeletonRows } from '../../../ui/feedback.tsx'
import { Card, List, ListRow } from '../../../ui/layout.tsx'
import { Switch } from '../../../ui/switch.tsx'

/** Of which queries the usual is known, and which of them alarm. */
export function WatchedCard({ settings }: { settings: AlertSettings }) {
  const say = useWords()
  const brand = useBrand()
  const asked = useQuery({ ...watched(brand.id), refetchInterval: 60_000 })
  const all = asked.data?.items
  return (
    <Card title={say('listen.alerts.watched')}>
      {asked.error && <Banner tone="bad" title={asked.error.saidIn(say)} />}
      {asked.isPending && <SkeletonRows rows={2} />}
      {asked.data?.tone && <Tone tone={asked.data.tone} />}
      {all?.length === 0 && (
        <EmptyState
          title={say('listen.alerts.watched.none')}
          level={3}
          acts={
            <ButtonLink to="/brands/$brandId/listening/queries" params={{ brandId: brand.id }} icon="plus">
              {say('listen.place.queries')}
            </ButtonLink>
          }
        >
          {say('listen.alerts.watched.none.text')}
        </EmptyState>
      )}
      <List label={say('listen.alerts.watched')}>
        {all?.map((query) => (
          <WatchedRow key={query.queryId} query={query} settings={settings} />
        ))}
      </List>
    </Card>
  )
}

function Tone({ tone: { negative, known, usual, souredAt } }: { tone: NonNullable<Watched['tone']> }) {
  const say = useWords()
  const format = useFormat()
  const now = say('listen.alerts.tone', { negative, known })
  if (usual === null) return <p>{`${now} ${say('listen.alerts.tone.learning')}`}</p>
  const text = `${now} ${say('listen.alerts.tone.usual', { usual: format.percent(usual) })}`
  return souredAt ? <Banner tone="bad">{text}</Banner> : <p>{text}</p>
}

function WatchedRow({ query, settings }: { query: WatchedQuery; settings: AlertSettings }) {
  const say = useWords()
  const brand = useBrand()
  const mayChange = useMayHere('manager')
  const turn = useAct((on: boolean) => changeAlertSettings(brand.id, withQuery(settings, query.queryId, on)), {
    touches: [alertSettingsPath(brand.id), watchedPath(brand.id)],
  })
  return (
    <ListRow
      title={
        <Link to="/brands/$brandId/listening/queries/$queryId" params={{ brandId: brand.id, queryId: query.queryId }}>
          <bdi>{query.name}</bdi>
        </Link>
      }
      dim={
        <>
          <bdi>{query.topic}</bdi> · {stateOf(query, say)}
        </>
      }
      after={
        <Switch
          aria-label={say('listen.alerts.tell', { name: query.name })}
          isSelected={!query.isQuiet}
          isDisabled={!mayChange || !settings.spikes || turn.isPending}
          onChange={(on) => turn.mutate(on)}
        >
          {null}
        </Switch>
      }
    />
  )
}

const withQuery = (settings: AlertSettings, id: string, on: boolean): AlertSettings => ({
  ...settings,
  quietQueries: [...settings.quietQueries.filter((one) => one !== id), ...(on ? [] : [id])],
})

function stateOf({ why, heard, needed }: WatchedQuery, say: Say): string {
  if (why === 'young') return say('listen.alerts.learning', { heard, needed })
  return say(why === null ? 'listen.alerts.known' : `listen.alerts.${why}`)
}
