import { createReadStream } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type EmulatorWorld, onEmulator } from '../conformance/on-emulator.ts'
import type { Call, MediaFile, PreparedContent } from '../contract.ts'
import type { EmulatorOptions } from './emulator/ground.ts'
import network from './index.ts'
import { emulated, type LinkedInHandle } from './lab.ts'

export type World = EmulatorWorld<LinkedInHandle>

/** A small true PDF in place of what is no document here. */
export async function dress(content: PreparedContent, folder: string): Promise<PreparedContent> {
  const parts = content.parts.map(async (part) => ({
    ...part,
    media: await Promise.all(part.media.map((file) => (file.mime === 'text/plain' ? pdf(file, folder) : file))),
  }))
  return { ...content, parts: await Promise.all(parts) }
}

async function pdf(file: MediaFile, folder: string): Promise<MediaFile> {
  const bytes = Buffer.from(
    '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n' +
      '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n',
  )
  const path = join(folder, `${file.id}.pdf`)
  await writeFile(path, bytes)
  const made: MediaFile = {
    ...file,
    mime: 'application/pdf',
    fileName: 'menu.pdf',
    bytes: bytes.length,
    open: () => createReadStream(path),
    bytesNow: async () => bytes,
    fit: async () => made,
  }
  return made
}

/** One account on the emulator: a page, or the member with `member`. */
export function on(
  run: (call: Call, world: World, handle: LinkedInHandle) => Promise<void>,
  { member, ...options }: EmulatorOptions & { member?: true } = {},
  people: 'quiet' | 'lively' = 'quiet',
): Promise<void> {
  const way = member ? { way: 'member' } : {}
  return onEmulator<LinkedInHandle>(network, emulated(options), (call, world) => run(call, world, world.handle), {
    people,
    ...way,
  })
}
