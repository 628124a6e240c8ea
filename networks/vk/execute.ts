import { ask, type Value, type Wire } from './client.ts'

/** "No more than 25 calls of API methods": https://dev.vk.com/method/execute (read 2026-11-22). */
export const mostAtOnce = 25

/** Several questions as one call; false stands for one that was refused. A single one is asked as itself. */
export async function askAtOnce<T>(
  wire: Wire,
  method: string,
  questions: Record<string, Value>[],
  as: 'user' | 'community' = 'user',
): Promise<(T | false)[]> {
  const [only, ...others] = questions
  if (!only) return []
  if (others.length === 0) return [await ask<T>(wire, { method, params: only, as })]
  const calls = questions.map((params) => `API.${method}(${JSON.stringify(written(params))})`)
  const code = `return {"told": [\n${calls.join(',\n')}\n]};`
  return (await ask<{ told: (T | false)[] }>(wire, { method: 'execute', params: { code }, as })).told
}

/** Lists and yes or no are given to a script as they are given in a form. */
const written = (params: Record<string, Value>) =>
  Object.fromEntries(
    Object.entries(params).map(([name, value]) => {
      if (Array.isArray(value)) return [name, value.join(',')]
      return [name, typeof value === 'boolean' ? Number(value) : value]
    }),
  )
