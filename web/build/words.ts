import { readdir, readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import type { Plugin } from 'vite'

const prefix = 'virtual:words/'
const rooms = ['web', 'modules', 'networks']
/** What is said before one is in, and on every screen. */
const doorFolders = ['web/messages', 'web/screens/entry/messages']

/**
 * `import('virtual:words/door/uk')`: what is said at the doors, in one language, as one object. `import('virtual:words/desk/uk')`:
 * all the rest of all rooms, which nobody waits for who has not come in. Never two languages.
 */
export function words(root: string): Plugin {
  return {
    name: 'rialto:words',
    resolveId: (id) => (id.startsWith(prefix) ? `\0${id}` : null),
    async load(id) {
      if (!id.startsWith(`\0${prefix}`)) return null
      const [part, locale = ''] = id.slice(prefix.length + 1).split('/')
      const isDoor = (path: string) => doorFolders.some((folder) => path.startsWith(join(root, folder)))
      const files = (await cataloguesOf(root, locale)).filter((path) => isDoor(path) === (part === 'door'))
      for (const file of files) this.addWatchFile(file)
      const all: Record<string, string> = Object.assign({}, ...(await Promise.all(files.map(readCatalogue))))
      return `export default JSON.parse(${JSON.stringify(JSON.stringify(all))})`
    },
  }
}

async function cataloguesOf(root: string, locale: string): Promise<string[]> {
  const perRoom = await Promise.all(
    rooms.map(async (room) => {
      const entries = await readdir(join(root, room), { recursive: true, withFileTypes: true })
      return entries
        .filter((entry) => entry.isFile() && entry.name === `${locale}.json`)
        .map((entry) => join(entry.parentPath, entry.name))
        .filter((path) => /(^|[\\/])messages$/.test(relative(root, join(path, '..'))) && !path.includes('node_modules'))
    }),
  )
  return perRoom.flat().sort()
}

async function readCatalogue(path: string): Promise<Record<string, string>> {
  return JSON.parse(await readFile(path, 'utf8')) as Record<string, string>
}
