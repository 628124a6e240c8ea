import { cpus, totalmem } from 'node:os'

/** One number and what it stands beside. `ratio` is `value ÷ baseline`, in the same unit. */
export type Measured = {
  id: string
  value: number
  unit: string
  baseline: number | null
  n: number
  /** What the baseline is, for people. */
  beside?: string
}

/** A file of this folder named `<id>.ts`. `run` may measure several figures whose ids begin with its own. */
export type Figure = {
  id: string
  about: string
  run: (say: (line: string) => void, asked: Asked) => Promise<Measured[]>
}
/** Narrows a figure that is measured on every network; absent: all of them. */
export type Asked = { networks?: string[] }

export const defineFigure = (figure: Figure): Figure => figure

/** The value below which that share of them lies; of none, NaN. */
export function percentile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN
}

export const machine = () =>
  `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.versions.node}`

export const rounded = (value: number) => Number(value.toPrecision(4))
