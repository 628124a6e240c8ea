import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')

/** Every folder of messages: the kernel's and the server's, each module's and network's, the web's. */
export function catalogueFolders(): string[] {
  const within = (room: string) =>
    existsSync(join(root, room)) ? readdirSync(join(root, room)).map((name) => `${room}/${name}`) : []
  const rooms = [
    'kernel',
    ...within('kernel'),
    'networks',
    ...within('networks'),
    ...within('modules'),
    'server',
    ...within('server'),
    'web',
    ...within('web'),
  ]
  return rooms.map((room) => join(root, room, 'messages')).filter((folder) => existsSync(folder))
}
