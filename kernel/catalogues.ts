import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')

/** Every folder of messages the server speaks from. */
export function catalogueFolders(): string[] {
  const rooms = ['kernel', 'networks', 'modules', 'server'].filter((room) => existsSync(join(root, room)))
  const inner = rooms.flatMap((room) => readdirSync(join(root, room)).map((name) => `${room}/${name}`))
  return [...rooms, ...inner]
    .map((room) => join(root, room, 'messages'))
    .filter((folder) => existsSync(join(folder, 'en.json')))
}
