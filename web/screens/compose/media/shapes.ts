import type { Crop } from './fit-crop.ts'

type Size = { width: number; height: number }
/** The shapes one network takes, width ÷ height. */
export type RatioRange = { name: string; min: number; max: number }

/** A shape to crop to, null for the whole picture, and the networks that would refuse it. */
export type Shape = { id: string; ratio: number | null; network?: string; refusedBy: string[] }

const common = ['1:1', '4:5', '3:4', '16:9', '1.91:1', '9:16']

/**
 * The whole picture, what each network that refuses it would take of it at most, and the common shapes, those that every
 * network takes first.
 */
export function shapesFor(size: Size, ranges: readonly RatioRange[]): Shape[] {
  const own = size.width / size.height
  const refusing = (ratio: number) => ranges.filter((range) => !takes(range, ratio)).map((range) => range.name)
  const shapes = common
    .map((id) => ({ id, ratio: ratioOf(id), refusedBy: refusing(ratioOf(id)) }))
    .sort((a, b) => a.refusedBy.length - b.refusedBy.length)
  const fitting = ranges.flatMap((range) => {
    if (takes(range, own)) return []
    const ratio = own < range.min ? range.min : range.max
    return [{ id: `most ${range.name}`, ratio, network: range.name, refusedBy: refusing(ratio) }]
  })
  return [{ id: 'whole', ratio: null, refusedBy: refusing(own) }, ...fitting, ...shapes]
}

/** As much play as the networks' own check gives. */
const takes = ({ min, max }: RatioRange, ratio: number) => ratio >= min * 0.995 && ratio <= max * 1.005

function ratioOf(id: string): number {
  const [width = 1, height = 1] = id.split(':').map(Number)
  return width / height
}

/** Which of these shapes a crop has by now. */
export const shapeOf = (crop: Crop | undefined, size: Size, shapes: readonly Shape[]): Shape | undefined =>
  shapes.find(({ ratio }) => {
    if (!crop || ratio === null) return !crop && ratio === null
    return Math.abs((crop.width * size.width) / (crop.height * size.height) - ratio) < 0.01
  })
