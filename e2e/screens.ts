import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Where a screen stands and who may see it, as `web/shell/screen.ts` has it. */
export type Place = { path: string; for: 'anyone' | 'stranger' | 'signed-in' | 'brand' }

const folder = join(import.meta.dirname, '../web/screens')

/** Every screen that the router knows. They are read as text, since what they load is for browsers only. */
export const allScreens = (): Place[] =>
  readdirSync(folder)
    .map((room) => join(folder, room, 'screen.ts'))
    .filter((file) => existsSync(file))
    .flatMap((file) => screensIn(file, readFileSync(file, 'utf8')))

function screensIn(file: string, source: string): Place[] {
  const found = [...source.matchAll(/path: '([^']+)',\s*for: '(anyone|stranger|signed-in|brand)'/g)]
  const loaded = source.match(/\bload(?:: \(\) => import|,?\s*\})/g)?.length
  if (found.length !== loaded) throw new Error(`${file} has ${loaded} screens, of which ${found.length} were read`)
  return found.map(([, path = '', forWhom]) => ({ path, for: forWhom as Place['for'] }))
}

/** Where a screen stands for this brand, with what its path asks for filled in. Throws for a parameter nobody gave. */
export function addressOf(screen: Place, brandId: string, given: Record<string, string>): string {
  const path = screen.path.replaceAll(/\$(\w+)/g, (_, name: string) => {
    const value = given[`${screen.path} ${name}`] ?? given[name]
    if (value === undefined) throw new Error(`${screen.path} asks for ${name}, which the journey does not have`)
    return value
  })
  return screen.for === 'brand' ? `/brands/${brandId}${path === '/' ? '' : path}` : path
}
