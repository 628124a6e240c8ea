/** Bounds of one file. `ratio` is width ÷ height; what exceeds it is cropped around the focus. */
export type FitRule = {
  maxBytes: number
  maxWidth?: number
  maxHeight?: number
  maxPixels?: number
  ratio?: { min: number; max: number }
  mimes: string[]
}
