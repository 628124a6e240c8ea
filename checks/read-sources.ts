import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'

export const root = join(import.meta.dirname, '..')

export type Import = {
  /** As written. */
  from: string
  /** The file it means, relative to the root; absent for packages and Node's own. */
  file: string | undefined
  /** Erased when run. */
  typeOnly: boolean
}
export type Source = { path: string; text: string; imports: Import[] }

const rooms = ['kernel', 'networks', 'modules', 'server', 'web', 'bench', 'checks', 'e2e']

/** Every TypeScript and JavaScript file of the rooms that git knows or would take. */
export function readSources(): Source[] {
  return listFiles(rooms, /\.(ts|tsx|js)$/).map((path) => {
    const text = readFileSync(join(root, path), 'utf8')
    return { path, text, imports: importsOf(path, text) }
  })
}

export function listFiles(below: string[], name: RegExp): string[] {
  const args = ['ls-files', '--cached', '--others', '--exclude-standard', '-z', '--', ...below]
  const listed = execFileSync('git', args, { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 }).split('\0')
  return listed.filter((path) => name.test(path) && existsSync(join(root, path)))
}

const statement = /^[ \t]*(import|export)\s+(type\s+)?(?:([^'";]*?)\sfrom\s+)?['"]([^'"\n]+)['"]/gm
const dynamic = /\bimport\(\s*['"`]([^'"`$\n]+)['"`]/g

function importsOf(path: string, text: string): Import[] {
  const found: Import[] = []
  for (const [, , type, names, from = ''] of text.matchAll(statement))
    found.push({ from, file: fileOf(path, from), typeOnly: Boolean(type) || onlyTypes(names) })
  for (const [, from = ''] of text.matchAll(dynamic)) found.push({ from, file: fileOf(path, from), typeOnly: false })
  return found
}

const onlyTypes = (names: string | undefined) =>
  /^\{.*\}$/s.test(names?.trim() ?? '') &&
  (names ?? '')
    .replace(/[{}]/g, '')
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean)
    .every((name) => name.startsWith('type '))

function fileOf(path: string, from: string): string | undefined {
  if (!from.startsWith('.')) return undefined
  return normalize(join(dirname(path), from.replace(/\?.*$/, '')))
}
