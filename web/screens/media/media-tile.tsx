import { thumbnailUrl } from '../../api/content.ts'
import type { Media } from '../../api/library.ts'
import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/words.tsx'
import { Icon } from '../../ui/icon.tsx'
import styles from './media-grid.module.css'

type MediaTileProps = { brandId: string; item: Media; onPress: () => void; pressed?: boolean }

/** A file of the library as a picture; `pressed` makes it something chosen or not. */
export function MediaTile({ brandId, item, onPress, pressed }: MediaTileProps) {
  const say = useWords()
  const format = useFormat()
  const seen = item.kind === 'image' || item.kind === 'gif' || item.kind === 'video'
  return (
    <button type="button" className={styles.tile} aria-pressed={pressed} onClick={onPress}>
      <span className={styles.picture}>
        {seen ? <img src={thumbnailUrl(brandId, item.id)} alt="" loading="lazy" /> : <Icon name="file" size={32} />}
        {item.kind === 'video' && (
          <span className={styles.length}>
            <Icon name="play" size={14} />
            {lengthOf(item.durationMs)}
          </span>
        )}
        {item.kind === 'gif' && <span className={styles.length}>GIF</span>}
        {pressed && (
          <span className={styles.chosen}>
            <Icon name="check" size={18} />
          </span>
        )}
      </span>
      <span className={styles.name}>{item.fileName}</span>
      <span className={styles.facts}>
        {seen && item.alt === '' && (
          <span className={styles.noAlt}>
            <Icon name="warning" size={14} />
            {say('media.noAlt')}
          </span>
        )}
        {format.bytes(item.bytes)} · {say('media.uses', { count: item.uses })}
      </span>
    </button>
  )
}

const lengthOf = (ms: number | null): string => {
  const seconds = Math.round((ms ?? 0) / 1000)
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}
