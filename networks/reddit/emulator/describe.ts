import type { Description } from '../../lab/description.ts'
import { operations } from './operations.ts'

/** No description that a machine can read is published: the documented names are all there are. */
export const description: Description = {
  checkRequest: (pattern, { method, query, body }) => {
    const operation = operations.find((one) => one.method === method && one.path === pattern)
    if (!operation) return [`unknown operation: ${method} ${pattern}`]
    const names = new Set(['raw_json', ...operation.names.split(' ')])
    const given = { ...query, ...(typeof body === 'object' ? body : {}) }
    return Object.keys(given).flatMap((name) => (names.has(name) ? [] : [`unknown parameter: ${name}`]))
  },
  checkAnswer: () => [],
}
