/** One after the other; one that breaks does not stop the others. Throws at the end what broke. */
export async function oneByOne<T>(all: readonly T[], act: (one: T) => Promise<void>): Promise<void> {
  const failures: unknown[] = []
  for (const one of all) await act(one).catch((error) => failures.push(error))
  if (failures.length > 0)
    throw new AggregateError(failures, `${failures.length} of ${all.length} could not be looked at`)
}
