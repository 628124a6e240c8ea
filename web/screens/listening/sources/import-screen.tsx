import { useQuery } from '@tanstack/react-query'
import { useAct } from '../../../api/ask.ts'
import {
  cancelMentionImport,
  type MentionImport,
  mentionImport,
  mentionImportsPath,
  sourcesPath,
  takeMentionImport,
} from '../../../api/sources.ts'
import { useFormat } from '../../../i18n/format.ts'
import { useWords } from '../../../i18n/words.tsx'
import { useBrand, useParam } from '../../../shell/here.ts'
import { Button } from '../../../ui/button.tsx'
import { Banner, Progress, SkeletonRows } from '../../../ui/feedback.tsx'
import { Card, List, ListRow, Row, Stack } from '../../../ui/layout.tsx'
import { ListeningPage } from '../listening-page.tsx'
import { ImportColumns } from './import-columns.tsx'
import styles from './sources.module.css'

/** A file as it is understood; its rows become mentions when somebody says so. */
export function Screen() {
  const say = useWords()
  const brand = useBrand()
  const id = useParam('mentionFileId')
  const asked = useQuery({
    ...mentionImport(brand.id, id),
    refetchInterval: ({ state }) => (state.data?.state === 'taking' ? 1_000 : false),
  })
  const file = asked.data
  return (
    <ListeningPage place="sources" lead={file?.fileName}>
      {asked.error && <Banner tone="bad" title={asked.error.saidIn(say)} />}
      {asked.isPending && <SkeletonRows rows={4} />}
      {file && (
        <Stack>
          <Take file={file} />
          {file.state === 'ready' && <ImportColumns file={file} />}
          {file.problems.length > 0 && <Problems file={file} />}
          {file.state === 'ready' && <Preview file={file} />}
        </Stack>
      )}
    </ListeningPage>
  )
}

function Take({ file }: { file: MentionImport }) {
  const say = useWords()
  const brand = useBrand()
  const touches = [mentionImportsPath(brand.id), sourcesPath(brand.id)]
  const take = useAct(() => takeMentionImport(brand.id, file.id), { touches })
  const cancel = useAct(() => cancelMentionImport(brand.id, file.id), { touches })
  const good = file.rows - file.bad
  return (
    <Card title={say('listen.import.counted', { good, bad: file.bad })}>
      {file.state === 'ready' && (
        <Row>
          <Button
            variant="primary"
            icon="check"
            isDisabled={good === 0}
            isPending={take.isPending}
            onPress={() => take.mutate()}
          >
            {say('listen.import.take', { count: good })}
          </Button>
        </Row>
      )}
      {file.state === 'taking' && (
        <Row>
          <Progress label={say('listen.import.taking')} value={(file.taken / Math.max(1, file.rows)) * 100} />
          <Button isPending={cancel.isPending} onPress={() => cancel.mutate()}>
            {say('listen.import.cancel')}
          </Button>
        </Row>
      )}
      {file.state === 'done' && <Banner tone="good" live title={say('listen.import.done')} />}
      {file.state === 'cancelled' && <Banner tone="note" title={say('listen.import.cancelled')} />}
    </Card>
  )
}

function Problems({ file }: { file: MentionImport }) {
  const say = useWords()
  return (
    <Card title={say('listen.import.problems')}>
      <List label={say('listen.import.problems')}>
        {file.problems.map((one) => (
          <ListRow
            key={one.row}
            title={say('listen.import.row', { row: one.row })}
            dim={`${one.field && `${say(`listen.import.means.${one.field}`)}: `}${one.message}`}
          />
        ))}
      </List>
    </Card>
  )
}

function Preview({ file }: { file: MentionImport }) {
  const say = useWords()
  const format = useFormat()
  const { zone } = useBrand()
  const good = file.preview.filter((one) => one.problem === null)
  return (
    <Card title={say('listen.import.preview')}>
      <List label={say('listen.import.preview')}>
        {good.map((one) => (
          <ListRow
            key={one.row}
            title={one.text}
            dim={
              <span className={styles.dim}>
                {one.at && format.moment(one.at, zone)} · <bdi>{one.author}</bdi>
                {one.url && <bdi> · {one.url}</bdi>}
                {one.tone && ` · ${say(`listen.capture.tone.${one.tone}`)}`}
              </span>
            }
          />
        ))}
      </List>
    </Card>
  )
}
