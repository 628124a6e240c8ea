import { useState } from 'react'
import { useAct } from '../../../../api/ask.ts'
import { type FormLanguage, type Query, startReplay } from '../../../../api/listening-queries.ts'
import { useWords } from '../../../../i18n/words.tsx'
import { useBrand } from '../../../../shell/here.ts'
import { Button } from '../../../../ui/button.tsx'
import { Checkbox } from '../../../../ui/checkbox.tsx'
import { Banner } from '../../../../ui/feedback.tsx'
import { Card } from '../../../../ui/layout.tsx'
import { Select } from '../../../../ui/select.tsx'
import styles from './look.module.css'
import { LookingBack } from './looking-back.tsx'

type LookBackCardProps = { text: string; languages: readonly FormLanguage[]; query: Query | undefined }

const spans = ['7', '30', '90'] as const

/** All that sources told lately, held against the query as it is written now; what is found may be kept. */
export function LookBackCard({ text, languages, query }: LookBackCardProps) {
  const say = useWords()
  const brand = useBrand()
  const [days, setDays] = useState<(typeof spans)[number]>('7')
  const [isKept, setKept] = useState(false)
  const [of, setOf] = useState<{ id: string; text: string } | null>(null)
  const isSaved = query?.text === text
  const start = useAct(
    () => {
      const queryId = isKept && isSaved && query ? query.id : null
      return startReplay(brand.id, { text, languages: [...languages], days: Number(days), queryId })
    },
    { quiet: true, done: (replay) => setOf({ id: replay.id, text }) },
  )
  return (
    <Card title={say('queries.back')}>
      <div className={styles.panel}>
        <p className={styles.dim}>{say('queries.back.text')}</p>
        <div className={styles.asking}>
          <Select
            label={say('queries.back.days')}
            value={days}
            onChange={setDays}
            choices={spans.map((id) => ({ id, text: say('queries.back.span', { count: Number(id) }) }))}
          />
          <Button icon="history" isPending={start.isPending} onPress={() => start.mutate()}>
            {say('queries.back.start')}
          </Button>
        </div>
        {query && (
          <Checkbox
            isSelected={isKept && isSaved}
            onChange={setKept}
            isDisabled={!isSaved}
            hint={say('queries.back.keep.hint')}
          >
            {say('queries.back.keep')}
          </Checkbox>
        )}
        {start.error && <Banner tone="bad" live title={start.error.fields[0]?.message ?? start.error.saidIn(say)} />}
        {of && <LookingBack key={of.id} replayId={of.id} isStale={of.text !== text} />}
      </div>
    </Card>
  )
}
