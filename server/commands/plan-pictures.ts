import { openAsBlob } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { MediaTaken } from '../../modules/content/api.ts'
import type { Desk } from './ask-desk.ts'

/**
 * Takes the files that the cells of a plan name into the library, as far as they lie in these folders, and returns how many.
 * What lies nowhere may be in the library already; if not, its row says so.
 */
export async function bringPictures(desk: Desk, brandId: string, cells: string[], folders: string[]): Promise<number> {
  const there = await filesIn(folders)
  const names = new Set(cells.flatMap(namesIn))
  const found = [...names].flatMap((name) => there.get(name) ?? [])
  for (const { name, path } of found) {
    const form = new FormData()
    form.set('file', await openAsBlob(path), name)
    await desk.ask(MediaTaken, 'POST', `/api/brands/${brandId}/media`, form).catch((cause) => {
      throw new Error(`${path}: ${cause instanceof Error ? cause.message : cause}`, { cause })
    })
  }
  return found.length
}

/** As the desk reads them: several in a cell, by their last part, whatever the case. */
const namesIn = (cell: string) =>
  cell
    .split(/[,;\n]/)
    .map((one) => one.trim().split(/[\\/]/).at(-1)?.normalize('NFC').toLowerCase() ?? '')
    .filter(Boolean)

type There = { name: string; path: string }

/** By name in lower case; of two of one name that of the first folder. */
async function filesIn(folders: string[]): Promise<Map<string, There>> {
  const there = new Map<string, There>()
  for (const folder of folders) {
    const entries = await readdir(folder, { withFileTypes: true }).catch((cause) => {
      if (folders.length > 1) return []
      throw new Error(`The pictures cannot be read: ${cause instanceof Error ? cause.message : cause}`, { cause })
    })
    for (const { name } of entries.filter((one) => one.isFile())) {
      const key = name.normalize('NFC').toLowerCase()
      if (!there.has(key)) there.set(key, { name, path: join(folder, name) })
    }
  }
  return there
}
