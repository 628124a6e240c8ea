import { useMemo } from 'react'
import { useSpoken } from '../../i18n/words.tsx'
import { durationIn } from './say-duration.ts'

/** A dash for what was not measured. */
export function useDuration(): (ms: number | null) => string {
  const { tag } = useSpoken()
  const format = useMemo(() => durationIn(tag), [tag])
  return (ms) => (ms === null ? '–' : format(ms))
}
