import { useMemo } from 'react'
import { useFormat } from '../../../i18n/format.ts'

/** How the kinds of figures are written; what is not known is a dash. */
export function useFigure() {
  const format = useFormat()
  return useMemo(
    () => ({
      count: (value: number | null) =>
        value === null ? '–' : format.number(value, { maximumFractionDigits: value < 100 ? 1 : 0 }),
      large: (value: number) => format.number(value, { notation: 'compact', maximumFractionDigits: 1 }),
      share: (value: number | null) => (value === null ? '–' : format.percent(value)),
      /** A net feeling, in [−1, 1]. */
      net: (value: number | null) =>
        value === null ? '–' : format.number(value, { signDisplay: 'exceptZero', maximumFractionDigits: 2 }),
      moved: (value: number) => format.number(value, { signDisplay: 'exceptZero', maximumFractionDigits: 1 }),
      movedShare: (value: number) =>
        format.number(value, { style: 'percent', signDisplay: 'exceptZero', maximumFractionDigits: 1 }),
    }),
    [format],
  )
}
