import { type FileHandle, open } from 'node:fs/promises'

/** Parts of a file read on demand; the file itself is never held in memory. */
export type Ranges = { size: number; at: (position: number, length: number) => Promise<Buffer> }

export async function withRanges<T>(path: string, read: (ranges: Ranges) => Promise<T>): Promise<T> {
  const file = await open(path, 'r')
  try {
    const { size } = await file.stat()
    return await read({ size, at: (position, length) => readAt(file, position, length) })
  } finally {
    await file.close()
  }
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length)
  const { bytesRead } = await file.read(buffer, 0, length, position)
  return buffer.subarray(0, bytesRead)
}
