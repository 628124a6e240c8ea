import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useAct } from '../../../../api/ask.ts'
import {
  type Query,
  type QueryVersions,
  queriesPath,
  queryDifference,
  queryVersions,
  restoreQuery,
  topicsPath,
} from '../../../../api/listening-queries.ts'
import { useFormat } from '../../../../i18n/format.ts'
import { useWords } from '../../../../i18n/words.tsx'
import { useBrand, useMayHere } from '../../../../shell/here.ts'
import { Button } from '../../../../ui/button.tsx'
import { Banner, SkeletonRows } from '../../../../ui/feedback.tsx'
import { Card } from '../../../../ui/layout.tsx'
import { DifferenceTold } from './difference-told.tsx'
import styles from './look.module.css'

/** What the query said before, who made it say so, and what that found or lost. */
export function VersionsCard({ query }: { query: Query }) {
  const say = useWords()
  const brand = useBrand()
  const [isOpen, setOpen] = useState(false)
  const asked = useQuery({ ...queryVersions(brand.id, query.id), enabled: isOpen })
  if (query.version < 2) return null
  return (
    <Card
      title={say('queries.versions')}
      acts={
        <Button size="s" variant="quiet" aria-expanded={isOpen} onPress={() => setOpen(!isOpen)}>
          {isOpen ? say('queries.hide') : say('queries.versions.show', { count: query.version })}
        </Button>
      }
    >
      {asked.error && <Banner tone="bad" title={asked.error.saidIn(say)} />}
      {isOpen && asked.isPending && <SkeletonRows rows={2} />}
      {isOpen && asked.data && (
        <ol className={styles.samples}>
          {asked.data.items.map((one) => (
            <Version key={one.version} version={one} query={query} />
          ))}
        </ol>
      )}
    </Card>
  )
}

type VersionProps = { version: QueryVersions['items'][number]; query: Query }

function Version({ version, query }: VersionProps) {
  const say = useWords()
  const format = useFormat()
  const brand = useBrand()
  const mayChange = useMayHere('manager')
  const [isCompared, setCompared] = useState(false)
  const isNow = version.version === query.version
  const restore = useAct(() => restoreQuery(brand.id, query.id, query.version, version.version), {
    touches: [topicsPath(brand.id), queriesPath(brand.id)],
    done: say('queries.restored', { version: version.version }),
  })
  const who = [...(version.by ? [version.by] : []), format.moment(version.at, brand.zone)].join(' · ')
  return (
    <li>
      <strong>
        {say('queries.version', { version: version.version })} <bdi>{version.name}</bdi>
      </strong>
      <code className={styles.text}>{version.text}</code>
      <p className={styles.dim}>{isNow ? `${say('queries.version.now')} · ${who}` : who}</p>
      {!isNow && (
        <div className={styles.acts}>
          <Button size="s" aria-expanded={isCompared} onPress={() => setCompared(!isCompared)}>
            {say('queries.compare')}
          </Button>
          {mayChange && (
            <Button size="s" icon="undo" isPending={restore.isPending} onPress={() => restore.mutate()}>
              {say('queries.restore')}
            </Button>
          )}
        </div>
      )}
      {isCompared && <Compared query={query} from={version.version} />}
    </li>
  )
}

function Compared({ query, from }: { query: Query; from: number }) {
  const say = useWords()
  const brand = useBrand()
  const asked = useQuery(queryDifference(brand.id, query.id, from, query.version))
  if (asked.error) return <Banner tone="bad" title={asked.error.saidIn(say)} />
  if (!asked.data) return <SkeletonRows rows={1} />
  if (asked.data.past.of === 0) return <p className={styles.dim}>{say('queries.preview.nothingKept')}</p>
  return <DifferenceTold difference={asked.data.difference} query={query.text} />
}
