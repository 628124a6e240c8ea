import { Link } from '@tanstack/react-router'
import { useAct } from '../../../api/ask.ts'
import { changeSource, type Source, sourcesPath } from '../../../api/sources.ts'
import { useFormat } from '../../../i18n/format.ts'
import { useWords } from '../../../i18n/words.tsx'
import { useBrand, useMayHere } from '../../../shell/here.ts'
import { Card, List, ListRow } from '../../../ui/layout.tsx'
import { Switch } from '../../../ui/switch.tsx'
import { kindName, nameOf } from './kind-name.ts'
import { SourceBadge } from './source-badge.tsx'
import styles from './sources.module.css'

export function SourceList({ sources }: { sources: Source[] }) {
  const say = useWords()
  return (
    <Card>
      <List label={say('listen.place.sources')}>
        {sources.map((source) => (
          <SourceRow key={source.id} source={source} />
        ))}
      </List>
    </Card>
  )
}

function SourceRow({ source }: { source: Source }) {
  const say = useWords()
  const brand = useBrand()
  const mayChange = useMayHere('editor')
  const turn = useAct((isOn: boolean) => changeSource(brand.id, source.id, { isOn }), {
    touches: [sourcesPath(brand.id)],
  })
  const name = nameOf(say, source)
  return (
    <ListRow
      title={
        <Link to="/brands/$brandId/listening/sources/$sourceId" params={{ brandId: brand.id, sourceId: source.id }}>
          {name}
        </Link>
      }
      dim={
        <span className={styles.dim}>
          {kindName(say, source.kind)}
          {source.address && <bdi> · {source.address}</bdi>}
        </span>
      }
      after={
        <>
          <SourceBadge state={source.state} />
          <Switch
            aria-label={say('listen.sources.listens', { name })}
            isSelected={source.isOn}
            isDisabled={!mayChange || turn.isPending}
            onChange={(isOn) => turn.mutate(isOn)}
          >
            {null}
          </Switch>
        </>
      }
    >
      {source.trouble && <p className={styles.dim}>{source.trouble}</p>}
      <Day source={source} />
    </ListRow>
  )
}

/** What it gave and cost since yesterday, in figures. */
function Day({ source }: { source: Source }) {
  const say = useWords()
  const format = useFormat()
  const { mentions, posts, calls } = source.day
  const said = [
    source.toldAt && `${say('listen.sources.head.told')}: ${format.relative(source.toldAt)}`,
    `${say('listen.sources.head.mentions')}: ${format.number(mentions)}`,
    `${say('listen.sources.head.posts')}: ${format.number(posts)}`,
    `${say('listen.sources.head.calls')}: ${format.number(calls)}`,
    source.leftOut > 0 && say('listen.sources.leftOut', { count: source.leftOut }),
  ]
  return <p className={styles.dim}>{said.filter(Boolean).join(' · ')}</p>
}
