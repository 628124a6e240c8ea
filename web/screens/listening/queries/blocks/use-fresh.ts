import { useEffect, useRef } from 'react'
import type { Path } from './block-tree.ts'
import { placeName, useBuilding } from './building.ts'

/** The field of what was just added takes the focus. */
export function useFresh(path: Path) {
  const { fresh } = useBuilding()
  const field = useRef<HTMLInputElement>(null)
  const place = placeName(path)
  useEffect(() => {
    if (fresh.current !== place) return
    fresh.current = null
    field.current?.focus()
  }, [fresh, place])
  return field
}
