import { useState } from 'react'
import type { Finding } from '../../../../networks/compose.ts'
import { thumbnailUrl } from '../../../api/content.ts'
import { useWords } from '../../../i18n/words.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { IconButton } from '../../../ui/icon-button.tsx'
import { MoveButtons } from '../../../ui/move-buttons.tsx'
import { moved } from '../../../ui/moved.ts'
import type { Media, Part } from '../draft/draft.ts'
import { EditFileDialog } from './edit-file-dialog.tsx'
import styles from './file-strip.module.css'
import type { Ratios } from './shape-choice.tsx'

type Use = Part['media'][number]
type FileStripProps = {
  brandId: string
  uses: readonly Use[]
  media: ReadonlyMap<string, Media>
  findings: readonly Finding[]
  ratiosOf: (kind: Media['kind']) => Ratios
  altMax: number
  isReadOnly: boolean
  onChange: (uses: Use[]) => void
}

/** The files of a part, in their order; each opens to be described and cropped. */
export function FileStrip({ brandId, uses, media, findings, ratiosOf, altMax, isReadOnly, onChange }: FileStripProps) {
  const say = useWords()
  const [editing, setEditing] = useState<number | null>(null)
  if (uses.length === 0) return null
  const edited = editing === null ? undefined : uses[editing]
  const known = edited && media.get(edited.mediaId)
  return (
    <>
      <ul className={styles.strip} aria-label={say('compose.files')}>
        {uses.map((use, at) => (
          <FileTile
            // biome-ignore lint/suspicious/noArrayIndexKey: one file may stand here twice
            key={`${use.mediaId}-${at}`}
            brandId={brandId}
            use={use}
            known={media.get(use.mediaId)}
            place={{ at, of: uses.length }}
            trouble={findings.some((one) => one.path.includes(`.media.${at}`) && one.severity === 'error')}
            isReadOnly={isReadOnly}
            onOpen={() => setEditing(at)}
            onMove={(to) => onChange(moved(uses, at, to))}
            onRemove={() => onChange(uses.filter((_, index) => index !== at))}
          />
        ))}
      </ul>
      {edited && known && editing !== null && (
        <EditFileDialog
          brandId={brandId}
          use={edited}
          known={known}
          ratios={ratiosOf(known.kind)}
          altMax={altMax}
          onClose={() => setEditing(null)}
          onSave={(use) => {
            onChange(uses.map((one, index) => (index === editing ? use : one)))
            setEditing(null)
          }}
        />
      )}
    </>
  )
}

type FileTileProps = {
  brandId: string
  use: Use
  known: Media | undefined
  place: { at: number; of: number }
  trouble: boolean
  isReadOnly: boolean
  onOpen: () => void
  onMove: (to: number) => void
  onRemove: () => void
}

function FileTile({ brandId, use, known, place, trouble, isReadOnly, onOpen, onMove, onRemove }: FileTileProps) {
  const say = useWords()
  const alt = use.alt ?? known?.alt ?? ''
  const name = known?.fileName ?? say('compose.files.gone')
  return (
    <li className={styles.tile} data-trouble={trouble || undefined}>
      <button
        type="button"
        className={styles.open}
        disabled={!known || isReadOnly}
        aria-label={`${say('compose.files.edit', { name })}, ${say('compose.files.alt')}${alt ? '' : `: ${say('media.noAlt')}`}`}
        onClick={onOpen}
      >
        {known && known.kind !== 'document' && known.kind !== 'audio' ? (
          <img src={thumbnailUrl(brandId, use.mediaId)} alt={alt} className={styles.picture} />
        ) : (
          <span className={styles.file}>
            <Icon name="file" />
            <span>{name}</span>
          </span>
        )}
        {known?.kind === 'video' && <Icon name="play" size={20} className={styles.play} />}
        <span className={styles.alt} data-missing={alt === '' || undefined}>
          <Icon name={alt ? 'check' : 'warning'} size={14} />
          {say('compose.files.alt')}
        </span>
      </button>
      {!isReadOnly && (
        <div className={styles.acts}>
          {place.of > 1 && (
            <MoveButtons
              {...place}
              isSideways
              words={[say('compose.files.earlier', { name }), say('compose.files.later', { name })]}
              onMove={onMove}
            />
          )}
          <IconButton size="s" icon="close" label={say('compose.files.remove', { name })} onPress={onRemove} />
        </div>
      )}
    </li>
  )
}
