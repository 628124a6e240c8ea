const atOnce = 4

/** A few at a time, so that a slow network does not hold up the others; one that breaks does not stop them either. */
export async function eachOf<T>(accounts: T[], act: (account: T) => Promise<void>): Promise<void> {
  const waiting = [...accounts]
  const failures: unknown[] = []
  const worker = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift())
      await act(next).catch((error) => failures.push(error))
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  if (failures.length) throw new AggregateError(failures, `${failures.length} accounts could not be looked after`)
}
