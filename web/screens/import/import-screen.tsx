import { useNavigate } from '@tanstack/react-router'
import { type DragEvent, useRef, useState } from 'react'
import { type ApiFailure, failureOf } from '../../api/failure.ts'
import { readPlan } from '../../api/planning.ts'
import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/words.tsx'
import { useBrand } from '../../shell/here.ts'
import { Button } from '../../ui/button.tsx'
import { Banner, Progress } from '../../ui/feedback.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Card, Page, Stack } from '../../ui/layout.tsx'
import styles from './import.module.css'

/** Takes a content plan as a table, with the pictures it names. Nothing is planned before the writer has seen how it was understood. */
export function Screen() {
  const say = useWords()
  const format = useFormat()
  const brand = useBrand()
  const navigate = useNavigate()
  const input = useRef<HTMLInputElement>(null)
  const [share, setShare] = useState<number | null>(null)
  const [failure, setFailure] = useState<ApiFailure | null>(null)
  const [isOver, setOver] = useState(false)
  const take = async (files: readonly File[]) => {
    if (files.length === 0 || share !== null) return
    setFailure(null)
    setShare(0)
    try {
      const plan = await readPlan(brand.id, files, setShare).done
      void navigate({ to: '/brands/$brandId/import/$importId', params: { brandId: brand.id, importId: plan.id } })
    } catch (cause) {
      setFailure(failureOf(cause))
    } finally {
      setShare(null)
    }
  }
  const dropped = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    void take([...event.dataTransfer.files])
  }
  return (
    <Page title={say('import.title')} lead={say('import.lead')} width="narrow">
      <Stack gap={5}>
        {failure && <Banner tone="bad" live title={failure.fields[0]?.message || failure.saidIn(say)} />}
        <section
          className={styles.drop}
          aria-label={say('import.drop')}
          data-over={isOver || undefined}
          onDragOver={(event) => {
            event.preventDefault()
            setOver(true)
          }}
          onDragLeave={() => setOver(false)}
          onDrop={dropped}
        >
          <Icon name="upload" size={36} />
          <p className={styles.dropTitle}>{say('import.drop')}</p>
          <p className={styles.dropHint}>{say('import.dropHint', { size: format.bytes(25_000_000) })}</p>
          {share === null ? (
            <Button variant="primary" onPress={() => input.current?.click()}>
              {say('import.choose')}
            </Button>
          ) : (
            <div className={styles.progress}>
              <Progress label={say(share < 1 ? 'import.sending' : 'import.reading')} value={share * 100} />
            </div>
          )}
          <input
            ref={input}
            type="file"
            multiple
            hidden
            accept=".csv,.tsv,.txt,.xlsx,image/*,video/*"
            onChange={(event) => void take([...(event.target.files ?? [])])}
          />
        </section>
        <Card title={say('import.how')}>
          <ol className={styles.how}>
            <li>{say('import.how.columns')}</li>
            <li>{say('import.how.check')}</li>
            <li>{say('import.how.apply')}</li>
          </ol>
        </Card>
      </Stack>
    </Page>
  )
}
