import type { MediaUse } from '../../networks/compose.ts'

export type Rectangle = { x: number; y: number; width: number; height: number }

/** The part of the original, in fractions of it, that a frame of `ratio` (width ÷ height) shows. */
export function seenPart(media: Pick<MediaUse, 'width' | 'height' | 'crop' | 'focus'>, ratio: number): Rectangle {
  const crop = media.crop ?? { x: 0, y: 0, width: 1, height: 1 }
  const cropRatio = croppedRatio(media)
  const width = cropRatio > ratio ? crop.width * (ratio / cropRatio) : crop.width
  const height = cropRatio > ratio ? crop.height : crop.height * (cropRatio / ratio)
  const focus = media.focus ?? { x: 0, y: 0 }
  const centre = { x: (1 + focus.x) / 2, y: (1 - focus.y) / 2 }
  return {
    x: between(crop.x, centre.x - width / 2, crop.x + crop.width - width),
    y: between(crop.y, centre.y - height / 2, crop.y + crop.height - height),
    width,
    height,
  }
}

/** Width ÷ height of what the crop leaves; a square while the size is not known. */
export function croppedRatio({ width, height, crop }: Pick<MediaUse, 'width' | 'height' | 'crop'>): number {
  const whole = width && height ? width / height : 1
  return crop ? (whole * crop.width) / crop.height : whole
}

const between = (least: number, value: number, most: number) => Math.min(Math.max(value, least), Math.max(least, most))
