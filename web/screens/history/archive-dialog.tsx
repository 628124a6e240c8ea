import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { askAgain } from '../../api/ask.ts'
import { type ApiFailure, failureOf } from '../../api/failure.ts'
import { type ArchiveTaken, archives, historyPath, sendArchive } from '../../api/history.ts'
import { useWords } from '../../i18n/words.tsx'
import { useBrand } from '../../shell/here.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Banner, Progress, SkeletonRows } from '../../ui/feedback.tsx'
import { Stack } from '../../ui/layout.tsx'
import { RadioGroup } from '../../ui/radio-group.tsx'
import styles from './history.module.css'

type State = { sending?: number; failure?: ApiFailure; taken?: ArchiveTaken }

/** Chooses an archive of a closed network and reads it, with its progress. */
export function ArchiveDialog({ onClose }: { onClose: () => void }) {
  const say = useWords()
  const brand = useBrand()
  const asked = useQuery(archives())
  const [chosen, setChosen] = useState('')
  const [state, setState] = useState<State>({})
  const input = useRef<HTMLInputElement>(null)
  const all = asked.data?.items ?? []
  const archive = all.find((one) => one.network === chosen) ?? all[0]
  const take = async (file: File) => {
    if (!archive) return
    setState({ sending: 0 })
    try {
      const taken = await sendArchive(brand.id, archive.network, file, (sending) => setState({ sending })).done
      setState({ taken })
      await Promise.all([askAgain(historyPath(brand.id)), askAgain(`/api/brands/${brand.id}/accounts`)])
    } catch (error) {
      setState({ failure: failureOf(error) })
    }
  }
  return (
    <Dialog isOpen onClose={onClose} title={say('history.archive.title')}>
      {asked.isPending && <SkeletonRows rows={2} />}
      {archive && (
        <Stack gap={4}>
          <RadioGroup
            label={say('history.archive.network')}
            value={archive.network}
            choices={all.map((one) => ({ id: one.network, text: one.name, hint: one.label }))}
            onChange={setChosen}
          />
          <p>{archive.help}</p>
          <ol className={styles.steps}>
            {archive.steps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
          {state.failure && (
            <Banner tone="bad" live title={state.failure.fields[0]?.message ?? state.failure.saidIn(say)} />
          )}
          {state.sending !== undefined && (
            <Progress
              label={say(state.sending < 1 ? 'history.archive.sending' : 'history.archive.reading')}
              value={state.sending * 100}
            />
          )}
          {state.taken && (
            <Banner
              tone="good"
              live
              title={say('history.archive.taken', { name: state.taken.account.name, count: state.taken.added })}
            />
          )}
          <input
            ref={input}
            type="file"
            hidden
            accept={archive.accepts.join(',')}
            onChange={(event) => {
              const [file] = event.currentTarget.files ?? []
              event.currentTarget.value = ''
              if (file) void take(file)
            }}
          />
          <Button
            variant="primary"
            icon="upload"
            isDisabled={state.sending !== undefined}
            onPress={() => input.current?.click()}
          >
            {say('history.archive.choose')}
          </Button>
        </Stack>
      )}
    </Dialog>
  )
}
