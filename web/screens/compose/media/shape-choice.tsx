import { useFormat } from '../../../i18n/format.ts'
import { useWords } from '../../../i18n/words.tsx'
import { Button } from '../../../ui/button.tsx'
import { Dim, Stack } from '../../../ui/layout.tsx'
import { Select } from '../../../ui/select.tsx'
import type { Media } from '../draft/draft.ts'
import styles from './crop-frame.module.css'
import { type Crop, cropFor, type Focus, zoomCrop } from './fit-crop.ts'
import { type RatioRange, type Shape, shapeOf, shapesFor } from './shapes.ts'

/** What the chosen accounts' networks take: within these ranges, and `any` whatever the shape. */
export type Ratios = { ranges: readonly RatioRange[]; any: readonly string[] }

type ShapeChoiceProps = {
  known: Media
  ratios: Ratios
  crop: Crop | undefined
  focus: Focus
  onCrop: (crop: Crop | undefined) => void
}

/** Shapes to crop to, each with the networks that would refuse it; and what each network takes. */
export function ShapeChoice({ known, crop, focus, ratios, onCrop }: ShapeChoiceProps) {
  const say = useWords()
  const size = { width: known.width ?? 1, height: known.height ?? 1 }
  const shapes = shapesFor(size, ratios.ranges)
  const choose = (id: string) => {
    const ratio = shapes.find((one) => one.id === id)?.ratio ?? null
    onCrop(ratio === null ? undefined : cropFor(ratio, size, focus))
  }
  return (
    <Stack gap={2}>
      <div className={styles.shape}>
        <Choice shapes={shapes} now={shapeOf(crop, size, shapes)} onChoose={choose} />
        {crop && (
          <>
            <Button size="s" icon="minus" onPress={() => onCrop(zoomCrop(crop, 1.1))}>
              {say('compose.crop.wider')}
            </Button>
            <Button size="s" icon="plus" onPress={() => onCrop(zoomCrop(crop, 0.9))}>
              {say('compose.crop.closer')}
            </Button>
          </>
        )}
      </div>
      <WhatIsTaken {...ratios} />
    </Stack>
  )
}

type ChoiceProps = { shapes: readonly Shape[]; now: Shape | undefined; onChoose: (id: string) => void }

function Choice({ shapes, now, onChoose }: ChoiceProps) {
  const say = useWords()
  const format = useFormat()
  const nameOf = ({ id, network }: Shape) =>
    network ? say('compose.crop.most', { name: network }) : id === 'whole' ? say('compose.crop.whole') : id
  return (
    <Select
      label={say('compose.crop')}
      value={now?.id ?? null}
      placeholder={say('compose.crop.own')}
      choices={shapes.map((shape) => ({
        id: shape.id,
        text: nameOf(shape),
        hint:
          shape.refusedBy.length > 0 ? say('compose.crop.refused', { names: format.list(shape.refusedBy) }) : undefined,
      }))}
      onChange={onChoose}
    />
  )
}

function WhatIsTaken({ ranges, any }: Ratios) {
  const say = useWords()
  const format = useFormat()
  const bounds = ranges.map(({ name, min, max }) =>
    say('compose.crop.bounds', { name, min: hundredths(min), max: hundredths(max) }),
  )
  if (any.length > 0) bounds.push(say('compose.crop.any', { names: format.list([...any]), count: any.length }))
  return bounds.length > 0 && <Dim>{bounds.join(' · ')}</Dim>
}

const hundredths = (value: number) => Math.round(value * 100) / 100
