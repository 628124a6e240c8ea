import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Screen } from '../web/shell/screen.ts'

const folder = join(import.meta.dirname, '../web/screens')

/** Every screen that the router knows, found as the router finds them. */
export async function allScreens(): Promise<Pick<Screen, 'path' | 'for'>[]> {
  const rooms = readdirSync(folder, { withFileTypes: true }).filter((one) => one.isDirectory())
  const found = await Promise.all(
    rooms.map(async (room) => (await import(join(folder, room.name, 'screen.ts'))) as { screens: Screen[] }),
  )
  return found.flatMap((one) => one.screens.map(({ path, for: forWhom }) => ({ path, for: forWhom })))
}

/** Where a screen stands for this brand, with what its path asks for filled in. Throws for a parameter nobody gave. */
export function addressOf(
  screen: Pick<Screen, 'path' | 'for'>,
  brandId: string,
  given: Record<string, string>,
): string {
  const path = screen.path.replaceAll(/\$(\w+)/g, (_, name: string) => {
    const value = given[`${screen.path} ${name}`] ?? given[name]
    if (value === undefined) throw new Error(`${screen.path} asks for ${name}, which the journey does not have`)
    return value
  })
  return screen.for === 'brand' ? `/brands/${brandId}${path === '/' ? '' : path}` : path
}
