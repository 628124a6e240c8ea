/** A crop in fractions of the original, as the API keeps it. */
export type Crop = { x: number; y: number; width: number; height: number }
export type Focus = { x: number; y: number }
type Size = { width: number; height: number }

/** The largest crop of a ratio (width ÷ height) inside the picture, centred on the focus as far as the edges allow. */
export function cropFor(ratio: number, size: Size, focus: Focus = { x: 0, y: 0 }): Crop {
  const whole = size.width / size.height
  const width = whole > ratio ? ratio / whole : 1
  const height = whole > ratio ? 1 : whole / ratio
  return place({ width, height, x: (focus.x + 1) / 2 - width / 2, y: (1 - focus.y) / 2 - height / 2 })
}

/** Moves a crop within the picture. */
export const moveCrop = (crop: Crop, dx: number, dy: number): Crop => place({ ...crop, x: crop.x + dx, y: crop.y + dy })

/** Grows or shrinks about its middle, keeping its shape; never past the picture nor under a tenth of it. */
export function zoomCrop(crop: Crop, by: number): Crop {
  const most = Math.min(1 / crop.width, 1 / crop.height)
  const least = Math.max(0.1 / crop.width, 0.1 / crop.height)
  const scale = Math.min(most, Math.max(Math.min(least, 1), by))
  const [width, height] = [crop.width * scale, crop.height * scale]
  return place({ width, height, x: crop.x + (crop.width - width) / 2, y: crop.y + (crop.height - height) / 2 })
}

const place = (crop: Crop): Crop => ({
  width: round(crop.width),
  height: round(crop.height),
  x: round(Math.min(1 - crop.width, Math.max(0, crop.x))),
  y: round(Math.min(1 - crop.height, Math.max(0, crop.y))),
})
const round = (value: number) => Math.min(1, Math.max(0, Math.round(value * 10_000) / 10_000))

/** Focus of a point in the picture, both in fractions from its upper left corner. */
export const focusAt = (x: number, y: number): Focus => ({ x: axis(x * 2 - 1), y: axis(1 - y * 2) })
export const moveFocus = (focus: Focus, dx: number, dy: number): Focus => ({
  x: axis(focus.x + dx),
  y: axis(focus.y + dy),
})
const axis = (value: number) => Math.min(1, Math.max(-1, Math.round(value * 100) / 100))

/** Where a focus stands, in per cent from the upper left: for `object-position`. */
export const focusPosition = (focus: Focus): string => `${((focus.x + 1) / 2) * 100}% ${((1 - focus.y) / 2) * 100}%`
