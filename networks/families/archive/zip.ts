import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import yauzl, { type Entry, type ZipFile } from 'yauzl'
import { Refusal } from '../../../kernel/failure.ts'

const mostEntries = 200_000
const largestText = 8 * 1024 * 1024
const largestSum = 2 * 1024 * 1024 * 1024

export type TextInArchive = { name: string; text: string }

/**
 * The texts of a zip file whose names are wanted, one after the other, read where they lie. A file that is no zip counts as
 * the one text it is. Throws `networks.archive.broken` for what is damaged, `networks.archive.tooLarge` for what grows beyond reason.
 */
export async function* textsIn(
  file: { path: string; name: string },
  isWanted: (name: string) => boolean,
  signal: AbortSignal,
): AsyncGenerator<TextInArchive> {
  if (!(await isZip(file.path))) {
    if (isWanted(file.name))
      yield { name: file.name, text: await text(createReadStream(file.path, { end: largestText })) }
    return
  }
  const zip = await opened(file.path)
  let entries = 0
  let sum = 0
  try {
    for (;;) {
      signal.throwIfAborted()
      const entry = await nextEntry(zip)
      if (!entry) return
      entries += 1
      if (entries > mostEntries) throw tooLarge()
      if (!isWanted(entry.fileName)) continue
      sum += entry.uncompressedSize
      if (entry.uncompressedSize > largestText || sum > largestSum) throw tooLarge()
      yield { name: entry.fileName, text: await textOf(zip, entry) }
    }
  } finally {
    zip.close()
  }
}

async function isZip(path: string): Promise<boolean> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0)
    return bytesRead === 4 && buffer.toString('latin1') === 'PK\u0003\u0004'
  } finally {
    await file.close()
  }
}

const opened = (path: string): Promise<ZipFile> =>
  new Promise((resolve, reject) => {
    yauzl.open(path, { lazyEntries: true, autoClose: false }, (error, zip) => {
      if (error || !zip) reject(broken(error))
      else resolve(zip)
    })
  })

const nextEntry = (zip: ZipFile): Promise<Entry | undefined> =>
  new Promise((resolve, reject) => {
    const settle = (act: () => void) => {
      zip.removeListener('entry', onEntry)
      zip.removeListener('end', onEnd)
      zip.removeListener('error', onError)
      act()
    }
    const onEntry = (entry: Entry) => settle(() => resolve(entry))
    const onEnd = () => settle(() => resolve(undefined))
    const onError = (error: Error) => settle(() => reject(broken(error)))
    zip.once('entry', onEntry)
    zip.once('end', onEnd)
    zip.once('error', onError)
    zip.readEntry()
  })

/** yauzl ends with an error when more comes out than the entry says. */
const textOf = (zip: ZipFile, entry: Entry): Promise<string> =>
  new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error || !stream) reject(broken(error))
      else text(stream).then(resolve, (cause: unknown) => reject(broken(cause)))
    })
  })

const broken = (cause: unknown) => new Refusal(422, 'networks.archive.broken', { cause })
const tooLarge = () => new Refusal(422, 'networks.archive.tooLarge')
