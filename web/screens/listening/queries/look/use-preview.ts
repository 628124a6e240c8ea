import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { type AskPreview, preview } from '../../../../api/listening-queries.ts'
import { useBrand } from '../../../../shell/here.ts'

const pauseMs = 500

/** Asked when the writer pauses; what was answered last stays meanwhile. `text`: of which the answer tells. */
export function usePreview(written: AskPreview, isReadable: boolean) {
  const brand = useBrand()
  const [paused, setPaused] = useState(written)
  const key = JSON.stringify(written)
  useEffect(() => {
    const timer = setTimeout(() => setPaused(JSON.parse(key) as AskPreview), pauseMs)
    return () => clearTimeout(timer)
  }, [key])
  const isWaiting = JSON.stringify(paused) !== key
  const asked = useQuery({
    ...preview(brand.id, paused),
    enabled: isReadable && !isWaiting,
    placeholderData: keepPreviousData,
  })
  return { asked, isStale: isWaiting || asked.isPlaceholderData, text: paused.text }
}
