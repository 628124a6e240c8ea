/**
 * Bounds of one file. `ratio` is width ÷ height; what exceeds it is cropped around the focus.
 * `codecs` (`h264`, `hevc`, `vp9`, `av1`), `maxFrameRate` (per second) and `maxBitRate` (bits per second) bound videos.
 */
export type FitRule = {
  maxBytes: number
  minWidth?: number
  minHeight?: number
  maxWidth?: number
  maxHeight?: number
  maxPixels?: number
  ratio?: { min: number; max: number }
  mimes: string[]
  codecs?: string[]
  maxFrameRate?: number
  maxBitRate?: number
  maxDurationMs?: number
}
