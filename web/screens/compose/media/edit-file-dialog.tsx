import { useId, useState } from 'react'
import { fileUrl } from '../../../api/content.ts'
import { previewUrl } from '../../../api/library.ts'
import { useWords } from '../../../i18n/words.tsx'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Dim, Row, Stack } from '../../../ui/layout.tsx'
import { Select } from '../../../ui/select.tsx'
import { TextArea } from '../../../ui/text-field.tsx'
import type { Media, Part } from '../draft/draft.ts'
import { CropFrame } from './crop-frame.tsx'
import { type Crop, cropFor, type Focus, zoomCrop } from './fit-crop.ts'

type Use = Part['media'][number]
type EditFileProps = {
  brandId: string
  use: Use
  known: Media
  ratios: readonly { name: string; min: number; max: number }[]
  altMax: number
  onSave: (use: Use) => void
  onClose: () => void
}

const shapes = ['whole', '1:1', '4:5', '16:9', '1.91:1', '9:16'] as const
type Shape = (typeof shapes)[number]
const ratioOf = (shape: Shape): number | null => {
  if (shape === 'whole') return null
  const [width = 1, height = 1] = shape.split(':').map(Number)
  return width / height
}

/** Description, crop and focus of one file in this post. The original in the library stays whole. */
export function EditFileDialog({ brandId, use, known, ratios, altMax, onSave, onClose }: EditFileProps) {
  const say = useWords()
  const [alt, setAlt] = useState(use.alt ?? known.alt)
  const [crop, setCrop] = useState<Crop | undefined>(use.crop)
  const [focus, setFocus] = useState<Focus>(use.focus ?? { x: 0, y: 0 })
  const isPicture = known.kind === 'image' && known.width !== null && known.height !== null
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
            src={previewUrl(brandId, known.id, 1200)}
            alt={alt}
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

type ShapeChoiceProps = Pick<EditFileProps, 'known' | 'ratios'> & {
  crop: Crop | undefined
  focus: Focus
  onCrop: (crop: Crop | undefined) => void
}

function ShapeChoice({ known, crop, focus, ratios, onCrop }: ShapeChoiceProps) {
  const say = useWords()
  const size = { width: known.width ?? 1, height: known.height ?? 1 }
  const now = shapes.find((shape) => isShape(shape, crop, size)) ?? null
  const bounds = ratios.map(({ name, min, max }) =>
    say('compose.crop.bounds', { name, min: round(min), max: round(max) }),
  )
  return (
    <Stack gap={2}>
      <Row>
        <Select<Shape>
          label={say('compose.crop')}
          value={now}
          placeholder={say('compose.crop.own')}
          choices={shapes.map((shape) => ({ id: shape, text: shape === 'whole' ? say('compose.crop.whole') : shape }))}
          onChange={(shape) => {
            const ratio = ratioOf(shape)
            onCrop(ratio === null ? undefined : cropFor(ratio, size, focus))
          }}
        />
        {crop && (
          <Row gap={1}>
            <Button size="s" icon="minus" onPress={() => onCrop(zoomCrop(crop, 1.1))}>
              {say('compose.crop.wider')}
            </Button>
            <Button size="s" icon="plus" onPress={() => onCrop(zoomCrop(crop, 0.9))}>
              {say('compose.crop.closer')}
            </Button>
          </Row>
        )}
      </Row>
      {bounds.length > 0 && <Dim>{bounds.join(' · ')}</Dim>}
    </Stack>
  )
}

const round = (value: number) => Math.round(value * 100) / 100

function isShape(shape: Shape, crop: Crop | undefined, size: { width: number; height: number }): boolean {
  const ratio = ratioOf(shape)
  if (!crop || ratio === null) return !crop && ratio === null
  return Math.abs((crop.width * size.width) / (crop.height * size.height) - ratio) < 0.01
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
