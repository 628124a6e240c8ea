import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { deflateRawSync } from 'node:zlib'
import writeXlsxFile from 'write-excel-file/node'
import { Refusal } from '../../kernel/failure.ts'
import { readTable } from './read-table.ts'
import { BadArchive, refuseBomb } from './unpacked.ts'

let folder: string
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rialto-table-'))
})
after(() => rm(folder, { recursive: true }))

/** A zip archive (APPNOTE 4.3) without checksums. */
function archiveOf(files: Record<string, Buffer>): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const [name, content] of Object.entries(files)) {
    const packed = deflateRawSync(content)
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(8, 4)
    common.writeUInt32LE(packed.length, 14)
    common.writeUInt32LE(content.length, 18)
    common.writeUInt16LE(name.length, 22)
    const place = Buffer.alloc(14)
    place.writeUInt32LE(at, 10)
    const part = Buffer.concat([Buffer.from('PK\x03\x04'), common, Buffer.from(name), packed])
    directory.push(Buffer.from('PK\x01\x02\x14\0'), common, place, Buffer.from(name))
    parts.push(part)
    at += part.length
  }
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  const entries = Object.keys(files).length
  end.writeUInt16LE(entries, 8)
  end.writeUInt16LE(entries, 10)
  end.writeUInt32LE(Buffer.concat(directory).length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...parts, ...directory, end])
}

const workbook = () =>
  writeXlsxFile([
    [{ value: 'Date' }, { value: 'Text' }],
    [{ value: '2027-03-01' }, { value: 'Hello' }],
  ]).toBuffer()

test('a workbook of a few hundred kilobytes that unpacks to gigabytes is refused before it is read', async () => {
  const part = Buffer.alloc(40 * 1024 * 1024, ' ')
  const bomb = archiveOf({ 'xl/workbook.xml': part, 'xl/worksheets/sheet1.xml': part, a: part, b: part })
  assert.ok(bomb.length < 400_000)
  const path = join(folder, 'bomb.xlsx')
  await writeFile(path, bomb)
  await assert.rejects(
    readTable(path),
    (error) => error instanceof Refusal && error.fields[0]?.code === 'planning.fileUnreadable',
  )
})

test('an honest workbook is read', async () => {
  const path = join(folder, 'plan.xlsx')
  await writeFile(path, await workbook())
  assert.deepEqual((await readTable(path)).rows, [['2027-03-01', 'Hello']])
})

test('a workbook that lies about its sizes, or hides a part from its directory, is refused', async () => {
  const honest = archiveOf({ a: Buffer.alloc(1000, 'x'), b: Buffer.alloc(1000, 'y') })
  await refuseBomb(honest, 10_000)
  const lying = Buffer.from(honest)
  lying.writeUInt32LE(4_000_000_000, 22)
  await assert.rejects(refuseBomb(lying, 10_000), BadArchive)
  const end = honest.lastIndexOf('PK\x05\x06', undefined, 'latin1')
  const hiding = Buffer.from(honest)
  const directory = hiding.readUInt32LE(end + 16)
  hiding.writeUInt16LE(1, end + 10)
  hiding.writeUInt32LE(directory + 46 + 1, end + 16)
  await assert.rejects(refuseBomb(hiding, 10_000), BadArchive)
})
