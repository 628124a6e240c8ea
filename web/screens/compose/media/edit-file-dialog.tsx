import { useId, useState } from 'react'
import { fileUrl, thumbnailUrl } from '../../../api/content.ts'
import { previewUrl } from '../../../api/library.ts'
import { useWords } from '../../../i18n/words.tsx'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Stack } from '../../../ui/layout.tsx'
import { TextArea } from '../../../ui/text-field.tsx'
import type { Media, Part } from '../draft/draft.ts'
import { CropFrame } from './crop-frame.tsx'
import type { Crop, Focus } from './fit-crop.ts'
import { type Ratios, ShapeChoice } from './shape-choice.tsx'

type Use = Part['media'][number]
type EditFileProps = {
  brandId: string
  use: Use
  known: Media
  ratios: Ratios
  altMax: number
  onSave: (use: Use) => void
  onClose: () => void
}

/** Description, crop and focus of one file in this post. The original in the library stays whole. */
export function EditFileDialog({ brandId, use, known, ratios, altMax, onSave, onClose }: EditFileProps) {
  const say = useWords()
  const [alt, setAlt] = useState(use.alt ?? known.alt)
  const [crop, setCrop] = useState<Crop | undefined>(use.crop)
  const [focus, setFocus] = useState<Focus>(use.focus ?? { x: 0, y: 0 })
  const isPicture = (known.kind === 'image' || known.kind === 'video') && known.width !== null && known.height !== null
  return (
    <Dialog
      isOpen
      wide
      onClose={onClose}
      title={known.fileName}
      foot={
        <>
          <Button onPress={onClose}>{say('ui.cancel')}</Button>
          <Button
            variant="primary"
            onPress={() => onSave({ ...use, alt, crop, focus: focus.x === 0 && focus.y === 0 ? undefined : focus })}
          >
            {say('compose.files.done')}
          </Button>
        </>
      }
    >
      <Stack gap={4}>
        {isPicture && (
          <CropFrame
            src={known.kind === 'video' ? thumbnailUrl(brandId, known.id) : previewUrl(brandId, known.id, 1200)}
            alt={alt}
            size={{ width: known.width ?? 1, height: known.height ?? 1 }}
            crop={crop}
            focus={focus}
            onCrop={setCrop}
            onFocus={setFocus}
          />
        )}
        {known.kind === 'video' && (
          // biome-ignore lint/a11y/useMediaCaption: the writer's own file, shown before anything is published
          <video src={fileUrl(brandId, known.id)} controls style={{ maxHeight: '20rem' }} />
        )}
        {isPicture && <ShapeChoice known={known} crop={crop} focus={focus} ratios={ratios} onCrop={setCrop} />}
        <AltField alt={alt} altMax={altMax} onAlt={setAlt} />
      </Stack>
    </Dialog>
  )
}

function AltField({ alt, altMax, onAlt }: { alt: string; altMax: number; onAlt: (alt: string) => void }) {
  const say = useWords()
  const id = useId()
  const left = altMax - alt.length
  return (
    <TextArea
      id={id}
      label={say('compose.files.altLabel')}
      hint={say('compose.files.altHint', { left })}
      error={left < 0 ? say('compose.files.altTooLong', { over: -left }) : null}
      value={alt}
      onChange={onAlt}
      rows={3}
    />
  )
}
