import type { Streamed } from '../../contract.ts'

/** What waits between a network that speaks and somebody who reads: bounded, and nothing is dropped. */
export type Flow = {
  /** While too much waits, what tells more is to hold on until the promise is done. `bytes`: about how much memory it takes. */
  tell: (told: Streamed, bytes?: number) => Promise<void> | undefined
  /** Ends the batches with this error, after what waits. */
  fail: (error: unknown) => void
  /** All that came since the last batch was taken, until the signal aborts. */
  batches: () => AsyncGenerator<Streamed[]>
}

const mostWaiting = 2_000
const mostBytes = 8 * 1024 * 1024

export function createFlow(signal: AbortSignal): Flow {
  let waiting: Streamed[] = []
  let bytesWaiting = 0
  let failure: { error: unknown } | undefined
  let wakeReader = () => {}
  let room: { promise: Promise<void>; resolve: () => void } | undefined
  const isFull = () => waiting.length >= mostWaiting || bytesWaiting >= mostBytes
  const makeRoom = () => {
    room?.resolve()
    room = undefined
  }
  signal.addEventListener(
    'abort',
    () => {
      wakeReader()
      makeRoom()
    },
    { once: true },
  )
  return {
    tell: (told, bytes = 0) => {
      if (told.what === 'passed' && waiting.at(-1)?.what === 'passed') waiting.pop()
      waiting.push(told)
      bytesWaiting += bytes
      wakeReader()
      if (!isFull() || signal.aborted) return undefined
      room ??= Promise.withResolvers<void>()
      return room.promise
    },
    fail: (error) => {
      failure ??= { error }
      wakeReader()
    },
    batches: async function* () {
      while (!signal.aborted) {
        if (waiting.length > 0) {
          const batch = waiting
          waiting = []
          bytesWaiting = 0
          makeRoom()
          yield batch
        } else if (failure) throw failure.error
        else
          await new Promise<void>((resolve) => {
            wakeReader = resolve
          })
      }
    },
  }
}
