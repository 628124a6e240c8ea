import { useRef, useState } from 'react'
import { thumbnailUrl } from '../../../api/content.ts'
import { failureOf } from '../../../api/failure.ts'
import { send } from '../../../api/send-file.ts'
import { useWords } from '../../../i18n/words.tsx'
import { Button } from '../../../ui/button.tsx'
import { IconButton } from '../../../ui/icon-button.tsx'
import { Row } from '../../../ui/layout.tsx'
import { toast } from '../../../ui/toast.tsx'
import styles from './capture.module.css'

type ScreenshotProps = { brandId: string; mediaId: string | null; onChange: (mediaId: string | null) => void }
type Taken = { items: { id: string }[] }

/** A picture of what was seen, which goes into the library. */
export function Screenshot({ brandId, mediaId, onChange }: ScreenshotProps) {
  const say = useWords()
  const input = useRef<HTMLInputElement>(null)
  const [isSending, setSending] = useState(false)
  const take = async (files: File[]) => {
    if (files.length === 0) return
    setSending(true)
    try {
      const { items } = await send<Taken>(`/api/brands/${brandId}/media`, files.slice(0, 1)).done
      onChange(items[0]?.id ?? null)
    } catch (error) {
      toast(failureOf(error).saidIn(say), { tone: 'bad' })
    } finally {
      setSending(false)
    }
  }
  return (
    <Row>
      {mediaId && (
        <>
          <img className={styles.picture} src={thumbnailUrl(brandId, mediaId)} alt={say('listen.capture.screenshot')} />
          <IconButton icon="close" label={say('listen.capture.screenshot.drop')} onPress={() => onChange(null)} />
        </>
      )}
      {!mediaId && (
        <Button icon="image" isPending={isSending} onPress={() => input.current?.click()}>
          {say('listen.capture.screenshot.add')}
        </Button>
      )}
      <input
        ref={input}
        type="file"
        hidden
        accept="image/*"
        aria-label={say('listen.capture.screenshot')}
        onChange={(event) => void take([...(event.target.files ?? [])])}
      />
    </Row>
  )
}
