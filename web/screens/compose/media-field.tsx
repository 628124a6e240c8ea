import { useState } from 'react'
import { thumbnailUrl } from '../../api/content.ts'
import { useWords } from '../../i18n/words.tsx'
import { Button } from '../../ui/button.tsx'
import { Row } from '../../ui/layout.tsx'
import { PickDialog } from '../media/pick-dialog.tsx'
import type { Media } from './draft/draft.ts'
import styles from './option-fields.module.css'

type MediaFieldProps = {
  brandId: string
  label: string
  hint?: string
  /** The id of a file of the library, or '' for none. */
  value: string
  of: readonly Media['kind'][]
  known: ReadonlyMap<string, Media>
  isReadOnly: boolean
  onChange: (mediaId: string, file?: Media) => void
}

/** One file of the library for a setting of a network, such as a cover. */
export function MediaField({ brandId, label, hint, value, of, known, isReadOnly, onChange }: MediaFieldProps) {
  const say = useWords()
  const [picking, setPicking] = useState(false)
  const file = known.get(value)
  return (
    <fieldset className={styles.many}>
      <legend className={styles.label}>{label}</legend>
      <Row gap={3}>
        {value && (
          <img
            className={styles.thumbnail}
            src={thumbnailUrl(brandId, value)}
            alt={file?.alt || file?.fileName || say('compose.files.gone')}
          />
        )}
        {!isReadOnly && (
          <Button size="s" icon="media" onPress={() => setPicking(true)}>
            {say(value ? 'compose.option.media.other' : 'compose.option.media.choose')}
          </Button>
        )}
        {value && !isReadOnly && (
          <Button size="s" variant="quiet" icon="close" onPress={() => onChange('')}>
            {say('compose.option.media.none')}
          </Button>
        )}
      </Row>
      {hint && <p className={styles.hint}>{hint}</p>}
      {picking && (
        <PickDialog
          brandId={brandId}
          one={of}
          onClose={() => setPicking(false)}
          onPick={([picked]) => {
            if (picked) onChange(picked.id, picked)
            setPicking(false)
          }}
        />
      )}
    </fieldset>
  )
}
