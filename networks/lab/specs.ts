import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const root = process.env.RIALTO_SPECS ?? join(import.meta.dirname, '..', '..', '..', 'shared', 'specs')

/**
 * The published descriptions of networks, for tests only; the product ships none of them.
 * They are looked for in `RIALTO_SPECS`, else in `../shared/specs` beside the repository.
 */
export const specs = {
  /** Is there a description under this folder or file name, such as `mastodon`? Where not, tests report themselves skipped. */
  has: (name: string): boolean => existsSync(join(root, name)),
  path: (name: string): string => join(root, name),
  read: <T = unknown>(name: string): T => JSON.parse(readFileSync(join(root, name), 'utf8')) as T,
  /** The reason to give to `test(…, { skip })`: false when the description is there. */
  missing: (name: string): string | false => (specs.has(name) ? false : `the description specs/${name} is absent`),
}
