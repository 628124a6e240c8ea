import { mediaLimits } from './limits.ts'
import type { Ranges } from './ranges.ts'
import { refuseMedia } from './refuse.ts'

export type DocumentProbe = { kind: 'document'; mime: string }

/** A PDF from its first byte to its end mark. */
export async function probePdf(ranges: Ranges): Promise<DocumentProbe> {
  const tail = await ranges.at(Math.max(0, ranges.size - 2048), 2048)
  if (!tail.includes('%%EOF')) throw refuseMedia('media.truncated')
  return { kind: 'document', mime: 'application/pdf' }
}

const openXml = 'application/vnd.openxmlformats-officedocument'
const byFolder: [string, string][] = [
  ['word/', `${openXml}.wordprocessingml.document`],
  ['xl/', `${openXml}.spreadsheetml.sheet`],
  ['ppt/', `${openXml}.presentationml.presentation`],
]

/** A text, table or presentation of the usual offices, told by what its archive holds. Other archives are refused. */
export async function probeOffice(ranges: Ranges): Promise<DocumentProbe> {
  const names = await entryNames(ranges)
  if (names.some((name) => /vbaProject\.bin$|(^|\/)macros\//i.test(name))) throw refuseMedia('media.macros')
  if (names.includes('[Content_Types].xml')) {
    const found = byFolder.find(([folder]) => names.some((name) => name.startsWith(folder)))
    if (found) return { kind: 'document', mime: found[1] }
  }
  const first = (await ranges.at(0, 128)).toString('latin1')
  const open = /^PK[\s\S]{28}mimetype(application\/vnd\.oasis\.opendocument\.(?:text|spreadsheet|presentation))/.exec(
    first,
  )
  if (open?.[1]) return { kind: 'document', mime: open[1] }
  throw refuseMedia('media.unknownType')
}

/** Names in the archive's own directory, which must end exactly where the file does. */
async function entryNames(ranges: Ranges): Promise<string[]> {
  const tail = await ranges.at(Math.max(0, ranges.size - 65_557), 65_557)
  const end = tail.lastIndexOf('PK\x05\x06', undefined, 'latin1')
  if (end < 0 || end + 22 > tail.length) throw refuseMedia('media.truncated')
  const entries = tail.readUInt16LE(end + 10)
  const size = tail.readUInt32LE(end + 12)
  const start = tail.readUInt32LE(end + 16)
  if (entries > mediaLimits.documentEntries || size > 4 * 1024 * 1024 || start + size > ranges.size)
    throw refuseMedia('media.broken')
  return namesIn(await ranges.at(start, size), entries)
}

function namesIn(directory: Buffer, entries: number): string[] {
  const names: string[] = []
  let at = 0
  while (names.length < entries) {
    if (at + 46 > directory.length || directory.readUInt32LE(at) !== 0x02014b50) throw refuseMedia('media.broken')
    if (directory.readUInt16LE(at + 8) & 1) throw refuseMedia('media.encrypted')
    const length = directory.readUInt16LE(at + 28)
    names.push(directory.toString('utf8', at + 46, at + 46 + length))
    at += 46 + length + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32)
  }
  return names
}
