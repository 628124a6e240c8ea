import assert from 'node:assert/strict'
import { createReadStream } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { callOf, connectIn, labWorld } from '../conformance.ts'
import type { Call, MediaFile, PreparedContent } from '../contract.ts'
import type { EmulatorOptions } from './emulator/ground.ts'
import network from './index.ts'
import { emulated, type LinkedInHandle } from './lab.ts'

export type World = Awaited<ReturnType<typeof labWorld>>

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

/** One account on the emulator (a page, or the member with `member`); nothing may go beyond what is documented. */
export async function on(
  run: (call: Call, world: World, handle: LinkedInHandle) => Promise<void>,
  options: EmulatorOptions & { member?: true } = {},
  people: 'quiet' | 'lively' = 'quiet',
) {
  const { member, ...more } = options
  const world = await labWorld(emulated(more), { people })
  try {
    const way = member ? { ...world, way: 'member' } : world
    await run(
      callOf(await connectIn(network, way), world.context),
      world,
      world.lab.network('linkedin') as LinkedInHandle,
    )
    assert.deepEqual(world.lab.violations, [])
  } finally {
    await world.close()
  }
}
