import { useNavigate } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { type ApiFailure, failureOf } from '../../../api/failure.ts'
import { send } from '../../../api/send-file.ts'
import { type MentionImport, mentionImportsPath } from '../../../api/sources.ts'
import { useWords } from '../../../i18n/words.tsx'
import { useBrand } from '../../../shell/here.ts'
import { Button } from '../../../ui/button.tsx'
import { Banner, Progress } from '../../../ui/feedback.tsx'
import { Stack } from '../../../ui/layout.tsx'

/** A file of mentions from elsewhere; it is shown before anything of it is taken. */
export function AddFile() {
  const say = useWords()
  const brand = useBrand()
  const navigate = useNavigate()
  const input = useRef<HTMLInputElement>(null)
  const [share, setShare] = useState<number | null>(null)
  const [failure, setFailure] = useState<ApiFailure | null>(null)
  const take = async (files: File[]) => {
    if (files.length === 0) return
    setFailure(null)
    setShare(0)
    try {
      const { id } = await send<MentionImport>(mentionImportsPath(brand.id), files.slice(0, 1), setShare).done
      const params = { brandId: brand.id, mentionFileId: id }
      await navigate({ to: '/brands/$brandId/listening/imports/$mentionFileId', params })
    } catch (error) {
      setFailure(failureOf(error))
      setShare(null)
    }
  }
  const said = failure?.fields.map((one) => one.message).join(' ') || failure?.saidIn(say)
  return (
    <Stack>
      <p>{say('listen.import.lead')}</p>
      {said && <Banner tone="bad" title={said} live />}
      {share === null ? (
        <div>
          <Button variant="primary" icon="upload" onPress={() => input.current?.click()}>
            {say('listen.import.choose')}
          </Button>
        </div>
      ) : (
        <Progress label={say('listen.import.reading')} value={share * 100} />
      )}
      <input
        ref={input}
        type="file"
        hidden
        aria-label={say('listen.import.choose')}
        accept=".csv,.tsv,.txt,.jsonl,.ndjson,.json"
        onChange={(event) => void take([...(event.target.files ?? [])])}
      />
    </Stack>
  )
}
