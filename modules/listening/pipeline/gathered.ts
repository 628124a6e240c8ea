import type { Told } from '../sources/heard.ts'

/**
 * Reads on while what was read before is kept, so that the slower of the two sets the pace: all that came meanwhile comes
 * together. Of a slow keeper no more than so many posts wait. Ends and fails as what it reads, when all before is taken.
 */
export async function* gathered(told: AsyncIterable<Told>, most: number): AsyncGenerator<Told> {
  let waiting: Told[] = []
  let posts = 0
  let end: { error?: unknown } | undefined
  let isLeft = false
  let [wakeReader, wakeTaker] = [() => {}, () => {}]
  const read = async () => {
    for await (const one of told) {
      waiting.push(one)
      posts += one.heard.length
      wakeTaker()
      while (posts >= most && !isLeft)
        await new Promise<void>((resolve) => {
          wakeReader = resolve
        })
      if (isLeft) return
    }
  }
  const reading = read()
    .then(
      () => ({}),
      (error: unknown) => ({ error }),
    )
    .then((how) => {
      end = how
      wakeTaker()
    })
  try {
    while (waiting.length > 0 || !end) {
      if (waiting.length === 0)
        await new Promise<void>((resolve) => {
          wakeTaker = resolve
          if (waiting.length > 0 || end) resolve()
        })
      if (waiting.length === 0) continue
      const taken = waiting
      waiting = []
      posts = 0
      wakeReader()
      yield together(taken)
    }
    if (end.error !== undefined) throw end.error
  } finally {
    isLeft = true
    wakeReader()
    if (end) await reading
  }
}

function together(taken: readonly Told[]): Told {
  const cursor = taken.findLast((one) => one.cursor !== undefined)?.cursor
  const calls = taken.reduce((sum, one) => sum + (one.calls ?? 1), 0)
  return { heard: taken.flatMap(({ heard }) => heard), calls, ...(cursor !== undefined && { cursor }) }
}
