import { createReadStream } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type EmulatorWorld, onEmulator } from '../conformance/on-emulator.ts'
import { sampleFile } from '../conformance.ts'
import type { Call, MediaFile, PreparedContent } from '../contract.ts'
import type { EmulatorOptions } from './emulator/ground.ts'
import network from './index.ts'
import { emulated, type PinterestHandle } from './lab.ts'

export type World = EmulatorWorld<PinterestHandle>

/** The board of a fresh practice account; the emulator's numbers begin with the moment, so it is asked for once connected. */
let board = ''
export const useBoard = (id: string) => {
  board = id
}

/** What every pin needs: a board and a picture; videos are four seconds at least. */
export async function dress(content: PreparedContent, folder: string): Promise<PreparedContent> {
  const parts = content.parts.map(async (part) => {
    const media = part.media.length > 0 ? part.media : [await sampleFile('image', folder, 90)]
    return { ...part, media: await Promise.all(media.map((file) => (file.kind === 'video' ? longer(file) : file))) }
  })
  return { ...content, parts: await Promise.all(parts), options: { board, ...content.options } }
}

export async function longer(file: MediaFile): Promise<MediaFile> {
  const path = join(import.meta.dirname, 'samples', 'clip.mp4')
  const made: MediaFile = {
    ...file,
    bytes: (await stat(path)).size,
    width: 240,
    height: 320,
    durationMs: 5000,
    open: () => createReadStream(path),
    bytesNow: () => readFile(path),
    fit: async () => made,
  }
  return made
}

/** One account on the emulator. */
export const on = (
  run: (call: Call, world: World, handle: PinterestHandle) => Promise<void>,
  options: EmulatorOptions = {},
  people: 'quiet' | 'lively' = 'quiet',
): Promise<void> =>
  onEmulator<PinterestHandle>(network, emulated(options), (call, world) => run(call, world, world.handle), { people })
