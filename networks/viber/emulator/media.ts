import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Measured, measure } from '../../lab/measure.ts'

export type Fetched = { bytes: number; found: Measured | undefined }

/** As Viber does, the file is fetched at its address, and decoded whatever it calls itself. */
export async function fetched(address: string): Promise<Fetched | undefined> {
  const answer = await fetch(address).catch(() => undefined)
  if (!answer?.ok) return undefined
  const body = Buffer.from(await answer.arrayBuffer())
  const folder = await mkdtemp(join(tmpdir(), 'rialto-viber-'))
  try {
    const path = join(folder, 'file')
    await writeFile(path, body)
    return { bytes: body.length, found: await measure(path) }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
