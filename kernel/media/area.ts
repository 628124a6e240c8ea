type Size = { width: number; height: number }

/** A part of a picture in its own pixels. */
export type Area = Size & { left: number; top: number; partial: boolean }

/**
 * What of a picture is to be seen: the crop a person chose, then what a network's ratio (width ÷ height) leaves of it,
 * as near to the focus as it goes.
 */
export function areaOf(
  file: Size,
  crop: { x: number; y: number; width: number; height: number } | undefined,
  ratio: { min: number; max: number } | undefined,
  focus: { x: number; y: number } = { x: 0, y: 0 },
): Area {
  const chosen = crop ? croppedTo(file, crop) : { left: 0, top: 0, width: file.width, height: file.height }
  const shape = chosen.width / chosen.height
  const width = ratio && shape > ratio.max ? Math.max(1, Math.floor(chosen.height * ratio.max)) : chosen.width
  const height = ratio && shape < ratio.min ? Math.max(1, Math.floor(chosen.width / ratio.min)) : chosen.height
  const left = chosen.left + slack(chosen.width - width, (focus.x + 1) / 2)
  const top = chosen.top + slack(chosen.height - height, (1 - focus.y) / 2)
  return { left, top, width, height, partial: width !== file.width || height !== file.height }
}

function croppedTo(
  file: Size,
  crop: { x: number; y: number; width: number; height: number },
): Size & { left: number; top: number } {
  const left = within(Math.round(crop.x * file.width), 0, file.width - 1)
  const top = within(Math.round(crop.y * file.height), 0, file.height - 1)
  const width = within(Math.round(crop.width * file.width), 1, file.width - left)
  const height = within(Math.round(crop.height * file.height), 1, file.height - top)
  return { left, top, width, height }
}

const within = (value: number, min: number, max: number) => Math.min(max, Math.max(min, value))
const slack = (free: number, share: number) => Math.round(free * within(share, 0, 1))

/** The largest size of the same shape that keeps all bounds. Never larger than it is. */
export function shrinkToBounds(
  size: Size,
  bounds: { maxWidth?: number; maxHeight?: number; maxPixels?: number },
): Size {
  const scale = Math.min(
    1,
    (bounds.maxWidth ?? Number.POSITIVE_INFINITY) / size.width,
    (bounds.maxHeight ?? Number.POSITIVE_INFINITY) / size.height,
    Math.sqrt((bounds.maxPixels ?? Number.POSITIVE_INFINITY) / (size.width * size.height)),
  )
  return scaled(size, scale)
}

/** Rounded down, so that a bound stays kept; at least one pixel. */
export const scaled = (size: Size, scale: number): Size =>
  scale >= 1
    ? { width: size.width, height: size.height }
    : { width: Math.max(1, Math.floor(size.width * scale)), height: Math.max(1, Math.floor(size.height * scale)) }
