/**
 * Gathers what many ask for at the same time into one call: while as many calls as may be are under way, those who come wait
 * and go together in the next. `act` answers in the order of what it was given, or fails for all of them.
 */
export function batched<T, R>(most: number, act: (items: T[]) => Promise<R[]>, atOnce = 1): (item: T) => Promise<R> {
  let waiting: { item: T; resolve: (result: R) => void; reject: (error: unknown) => void }[] = []
  let running = 0

  const run = async () => {
    while (waiting.length > 0) {
      const now = waiting.slice(0, most)
      waiting = waiting.slice(most)
      try {
        const results = await act(now.map((one) => one.item))
        for (const [n, one] of now.entries()) one.resolve(results[n] as R)
      } catch (error) {
        for (const one of now) one.reject(error)
      }
    }
    running -= 1
  }
  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject })
      // Those of the same turn of the event loop go together from the first.
      if (running < atOnce) {
        running += 1
        setImmediate(() => void run())
      }
    })
}
