import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useAct } from '../../api/ask.ts'
import { cancelDryRun, type DryRun, dryRun, type Match, startDryRun } from '../../api/rules.ts'
import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/words.tsx'
import { useBrand, useMayHere } from '../../shell/here.ts'
import { Button } from '../../ui/button.tsx'
import { Banner, Progress } from '../../ui/feedback.tsx'
import { Card } from '../../ui/layout.tsx'
import { Select } from '../../ui/select.tsx'
import styles from './rules.module.css'
import { Samples } from './samples.tsx'

const amounts = ['1000', '10000', '100000'] as const

/** What the conditions as they are written now would have hit; nothing is done with it. */
export function DryRunPanel({ match }: { match: Match }) {
  const say = useWords()
  const format = useFormat()
  const brand = useBrand()
  const mayRun = useMayHere('editor')
  const [most, setMost] = useState<(typeof amounts)[number]>('10000')
  const [of, setOf] = useState<{ id: string; match: string } | null>(null)
  const start = useAct(() => startDryRun(brand.id, match, Number(most)), {
    ...{ quiet: true, done: (run) => setOf({ id: run.id, match: JSON.stringify(match) }) },
  })
  if (!mayRun) return null
  return (
    <Card title={say('rules.dryRun')}>
      <p className={styles.dim}>{say('rules.dryRun.text')}</p>
      <div className={styles.inline}>
        <Select
          {...{ label: say('rules.dryRun.most'), value: most, onChange: setMost }}
          choices={amounts.map((id) => ({ id, text: format.number(Number(id)) }))}
        />
        <Button
          icon="play"
          isPending={start.isPending}
          isDisabled={match.conditions.length === 0}
          onPress={() => start.mutate()}
        >
          {say('rules.dryRun.start')}
        </Button>
      </div>
      {start.error && <Banner tone="bad" live title={start.error.fields[0]?.message ?? start.error.saidIn(say)} />}
      {of && <Running key={of.id} runId={of.id} isStale={of.match !== JSON.stringify(match)} />}
    </Card>
  )
}

const isUnderWay = (run: DryRun | undefined) => run === undefined || run.state === 'waiting' || run.state === 'running'

function Running({ runId, isStale }: { runId: string; isStale: boolean }) {
  const say = useWords()
  const brand = useBrand()
  const asked = useQuery({
    ...dryRun(brand.id, runId),
    refetchInterval: ({ state }) => (isUnderWay(state.data) && !state.error ? 1_000 : false),
  })
  const cancel = useAct(() => cancelDryRun(brand.id, runId), { touches: [`/api/brands/${brand.id}/dry-runs`] })
  const run = asked.data
  if (asked.error) return <Banner tone="bad" title={asked.error.saidIn(say)} />
  return (
    <div className={styles.run} aria-live="polite">
      {isUnderWay(run) && (
        <>
          <Progress
            label={say('rules.dryRun.judging', { judged: run?.judged ?? 0, of: run?.of ?? 0 })}
            value={run && run.of > 0 ? Math.round((100 * run.judged) / run.of) : 0}
          />
          <Button size="s" icon="close" isPending={cancel.isPending} onPress={() => cancel.mutate()}>
            {say('rules.dryRun.cancel')}
          </Button>
        </>
      )}
      {run?.state === 'failed' && <Banner tone="bad" title={say('rules.dryRun.failed')} />}
      {run?.state === 'cancelled' && <Banner tone="note" title={say('rules.dryRun.cancelled')} />}
      {isStale && !isUnderWay(run) && <Banner tone="warn" title={say('rules.dryRun.stale')} />}
      {run && run.judged > 0 && <Found run={run} />}
      {run?.state === 'done' && run.judged === 0 && <p>{say('rules.dryRun.nothing')}</p>}
    </div>
  )
}

function Found({ run }: { run: DryRun }) {
  const say = useWords()
  const format = useFormat()
  const brand = useBrand()
  return (
    <>
      <p className={styles.figure}>
        <strong>{format.number(run.hit)}</strong>{' '}
        {say('rules.dryRun.hit', { of: run.judged, share: format.percent(run.hit / run.judged) })}
      </p>
      {run.oldestAt && (
        <p className={styles.dim}>{say('rules.dryRun.since', { when: format.date(run.oldestAt, brand.zone) })}</p>
      )}
      <Samples title={say('rules.dryRun.hitSamples')} samples={run.hitSamples} />
      <Samples title={say('rules.dryRun.keptSamples')} samples={run.keptSamples} />
    </>
  )
}
