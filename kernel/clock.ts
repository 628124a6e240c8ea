/** The only reader of the machine's clock. Moments are `Date`, in UTC; durations are milliseconds. */
export type Clock = {
  now: () => Date
  /** Resolves after that long by this clock; rejects when the signal aborts. */
  sleep: (ms: number, signal?: AbortSignal) => Promise<void>
}

/** Milliseconds since some moment in the past, unmoved by whoever sets the machine's clock: for how long, never for when. */
export const monotonicMs = () => performance.now()

export const systemClock: Clock = { now: () => new Date(), sleep: (ms, signal) => sleepFor(ms, signal) }

/** A clock that runs `offsetMs` ahead (or behind); the offset may be changed while it runs. */
export type MovableClock = Clock & { moveBy: (ms: number) => void; moveTo: (moment: Date) => void }

export function movableClock(start?: Date): MovableClock {
  let offset = start ? start.getTime() - Date.now() : 0
  return {
    now: () => new Date(Date.now() + offset),
    sleep: (ms, signal) => sleepFor(ms, signal),
    moveBy: (ms) => {
      offset += ms
    },
    moveTo: (moment) => {
      offset = moment.getTime() - Date.now()
    },
  }
}

function sleepFor(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason)
    const stop = () => {
      clearTimeout(timer)
      reject(signal?.reason)
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop)
      resolve()
    }, ms)
    signal?.addEventListener('abort', stop, { once: true })
  })
}
