import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const folder = join(import.meta.dirname, '../../../../shared/vectors')

/** Worked numbers from the literature, where they stand beside the project; otherwise why not. */
export function vectors<T>(name: string): { found: T; skip: false } | { found: undefined; skip: string } {
  const file = join(folder, `${name}.json`)
  if (!existsSync(file)) return { found: undefined, skip: `${name}.json does not stand beside the project` }
  return { found: JSON.parse(readFileSync(file, 'utf8')) as T, skip: false }
}
