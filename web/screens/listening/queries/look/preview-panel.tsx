import { useState } from 'react'
import type { Mend } from '../../../../../modules/listening/compose.ts'
import type { Past, Preview } from '../../../../api/listening-queries.ts'
import { useFormat } from '../../../../i18n/format.ts'
import { useWords } from '../../../../i18n/words.tsx'
import { useBrand } from '../../../../shell/here.ts'
import { Banner, SkeletonRows } from '../../../../ui/feedback.tsx'
import { Card } from '../../../../ui/layout.tsx'
import { Tabs } from '../../../../ui/tabs.tsx'
import { DifferenceTold } from './difference-told.tsx'
import styles from './look.module.css'
import { Samples } from './samples.tsx'
import { usePreview } from './use-preview.ts'
import { WordForms } from './word-forms.tsx'

type PreviewPanelProps = {
  written: Parameters<typeof usePreview>[0]
  isReadable: boolean
  onMend?: (mend: Mend) => void
}

type Shown = 'words' | 'kept' | 'dropped'

/** What the query as it is written now stands for, and what it finds of what is kept. */
export function PreviewPanel({ written, isReadable, onMend }: PreviewPanelProps) {
  const say = useWords()
  const { asked, isStale, text } = usePreview(written, isReadable)
  const preview = asked.data
  return (
    <Card title={say('queries.preview')}>
      {!isReadable && <p className={styles.dim}>{say('queries.preview.mendFirst')}</p>}
      {asked.error && <Banner tone="bad" title={asked.error.fields[0]?.message ?? asked.error.saidIn(say)} />}
      {isReadable && asked.isLoading && <SkeletonRows rows={3} />}
      {preview?.past && isReadable && (
        <div className={styles.panel} aria-busy={isStale}>
          <Found past={preview.past} />
          {preview.difference && <DifferenceTold difference={preview.difference} query={text} />}
          <Looks preview={preview} past={preview.past} query={text} onMend={isStale ? undefined : onMend} />
        </div>
      )}
    </Card>
  )
}

function Found({ past }: { past: Past }) {
  const say = useWords()
  const format = useFormat()
  const brand = useBrand()
  if (past.of === 0) return <p className={styles.dim}>{say('queries.preview.nothingKept')}</p>
  return (
    <div role="status">
      <p className={styles.figure}>
        <strong>{format.number(past.hit)}</strong>{' '}
        {say(`queries.preview.${past.from}.${past.isWhole ? 'all' : 'newest'}`, { of: past.of })}
      </p>
      {past.perWeek === null && <p className={styles.dim}>{say('queries.preview.tooLittle')}</p>}
      {past.perWeek !== null && past.oldestAt && (
        <p className={styles.dim}>
          {say('queries.preview.perWeek', {
            number: format.number(past.perWeek),
            when: format.moment(past.oldestAt, brand.zone),
          })}
        </p>
      )}
    </div>
  )
}

type LooksProps = { preview: Preview; past: Past; query: string; onMend?: (mend: Mend) => void }

function Looks({ preview, past, query, onMend }: LooksProps) {
  const say = useWords()
  const format = useFormat()
  const [shown, setShown] = useState<Shown>('words')
  const tab = (id: 'kept' | 'dropped', count: number) => {
    const title = say(`queries.preview.${id}`)
    const panel = <Samples title={title} samples={past[id]} query={query} none={say(`queries.preview.${id}None`)} />
    return { id, text: `${title} · ${format.number(count)}`, panel }
  }
  return (
    <Tabs
      label={say('queries.preview')}
      selected={shown}
      onSelect={setShown}
      tabs={[
        {
          id: 'words',
          text: say('queries.forms'),
          panel: <WordForms preview={preview} query={query} onMend={onMend} />,
        },
        ...(past.of > 0 ? [tab('kept', past.hit), tab('dropped', past.nearly)] : []),
      ]}
    />
  )
}
