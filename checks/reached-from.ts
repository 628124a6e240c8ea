import type { Source } from './read-sources.ts'

/** The files that come to run a given one, by imports of their own or of what they import. */
export function reachedFrom(sources: Source[], target: string): Set<string> {
  const importers = Map.groupBy(
    sources.flatMap(({ path, imports }) =>
      imports.flatMap(({ file, typeOnly }) => (file && !typeOnly ? [{ path, file }] : [])),
    ),
    ({ file }) => file,
  )
  const reaching = new Set<string>()
  const waiting = [target]
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop())
    for (const { path } of importers.get(file) ?? []) {
      if (reaching.has(path)) continue
      reaching.add(path)
      waiting.push(path)
    }
  return reaching
}
