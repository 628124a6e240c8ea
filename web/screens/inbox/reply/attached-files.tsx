import { thumbnailUrl } from '../../../api/content.ts'
import { useWords } from '../../../i18n/words.tsx'
import { IconButton } from '../../../ui/icon-button.tsx'
import styles from './reply.module.css'

type AttachedFilesProps = { brandId: string; mediaIds: readonly string[]; onRemove: (id: string) => void }

export function AttachedFiles({ brandId, mediaIds, onRemove }: AttachedFilesProps) {
  const say = useWords()
  if (mediaIds.length === 0) return null
  return (
    <ul className={styles.files} aria-label={say('inbox.files')}>
      {mediaIds.map((id, at) => (
        <li key={id} className={styles.file}>
          <img src={thumbnailUrl(brandId, id)} alt={say('inbox.file', { at: at + 1 })} />
          <IconButton
            size="s"
            variant="secondary"
            className={styles.remove}
            icon="close"
            label={say('inbox.file.remove', { at: at + 1 })}
            onPress={() => onRemove(id)}
          />
        </li>
      ))}
    </ul>
  )
}
