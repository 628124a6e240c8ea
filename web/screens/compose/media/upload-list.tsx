import { useState } from 'react'
import { useFormat } from '../../../i18n/format.ts'
import { useWords } from '../../../i18n/words.tsx'
import { Button } from '../../../ui/button.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { IconButton } from '../../../ui/icon-button.tsx'
import styles from './upload-list.module.css'
import type { Upload } from './upload-queue.ts'

type UploadListProps = { uploads: readonly Upload[]; onDrop: (id: string) => void; onAgain: (id: string) => void }

/** Files under way: how far each has come, and what to do with those that failed. */
export function UploadList({ uploads, onDrop, onAgain }: UploadListProps) {
  const say = useWords()
  const shown = uploads.filter((upload) => upload.state !== 'done')
  if (shown.length === 0) return null
  return (
    <ul className={styles.list} aria-label={say('compose.uploads')}>
      {shown.map((upload) => (
        <UploadRow
          key={upload.id}
          upload={upload}
          onDrop={() => onDrop(upload.id)}
          onAgain={() => onAgain(upload.id)}
        />
      ))}
    </ul>
  )
}

function UploadRow({ upload, onDrop, onAgain }: { upload: Upload; onDrop: () => void; onAgain: () => void }) {
  const say = useWords()
  const format = useFormat()
  const [isBroken, setBroken] = useState(false)
  const share = upload.state === 'sending' ? upload.share : 0
  return (
    <li className={styles.row}>
      {upload.preview && !isBroken ? (
        <img src={upload.preview} alt="" className={styles.picture} onError={() => setBroken(true)} />
      ) : (
        <Icon name="file" />
      )}
      <div className={styles.words}>
        <span className={styles.name}>{upload.name}</span>
        {upload.state === 'failed' ? (
          <span className={styles.bad} role="alert">
            {upload.why}
          </span>
        ) : (
          <span className={styles.dim}>
            {format.bytes(upload.bytes)} ·{' '}
            {upload.state === 'waiting'
              ? say('compose.uploads.waiting')
              : share >= 1
                ? say('compose.uploads.reading')
                : format.percent(share)}
          </span>
        )}
        {upload.state === 'sending' && (
          <progress className={styles.bar} max={1} value={share} aria-label={upload.name} />
        )}
      </div>
      {upload.state === 'failed' && upload.again && (
        <Button size="s" onPress={onAgain}>
          {say('compose.again')}
        </Button>
      )}
      <IconButton
        size="s"
        icon="close"
        label={say(upload.state === 'failed' ? 'compose.uploads.dismiss' : 'compose.uploads.cancel', {
          name: upload.name,
        })}
        onPress={onDrop}
      />
    </li>
  )
}
