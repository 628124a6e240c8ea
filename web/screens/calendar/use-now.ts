import { useEffect, useState } from 'react'
import { type WallMoment, zoneClock } from './time/zone-clock.ts'

/** The present on a zone's clock, to the minute. */
export function useNow(zone: string): WallMoment & { now: number } {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 30_000)
    return () => clearInterval(timer)
  }, [])
  return { ...zoneClock(zone, now, now).wallAt(now), now }
}
