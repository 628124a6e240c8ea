/**
 * A JPEG without what tells of its maker (place, camera, editor's notes): every pixel as it was, colour profile kept.
 * Undefined when the file is not built as expected; then it must be encoded anew.
 */
export function stripJpeg(file: Buffer): Buffer | undefined {
  const kept: Buffer[] = [file.subarray(0, 2)]
  let at = 2
  while (at + 4 <= file.length) {
    if (file[at] !== 0xff) return undefined
    const marker = file[at + 1] ?? 0
    if (marker === 0xda) return Buffer.concat([...kept, file.subarray(at, endOfImage(file, at))])
    const length = file.readUInt16BE(at + 2)
    const end = at + 2 + length
    if (length < 2 || end > file.length) return undefined
    if (isNeeded(marker, file.subarray(at + 4, end))) kept.push(file.subarray(at, end))
    at = end
  }
  return undefined
}

/** Of the application segments only JFIF, the colour profile and Adobe's colour transform matter to a decoder. */
function isNeeded(marker: number, payload: Buffer): boolean {
  if (marker === 0xfe) return false
  if (marker < 0xe0 || marker > 0xef) return true
  if (marker === 0xe0) return payload.toString('latin1', 0, 4) === 'JFIF'
  if (marker === 0xe2) return payload.toString('latin1', 0, 11) === 'ICC_PROFILE'
  return marker === 0xee
}

/** Scans hold no marker but restarts and stuffed bytes, and segments between scans; what follows the end mark is cut off. */
function endOfImage(file: Buffer, from: number): number {
  for (let at = file.indexOf(0xff, from + 2); at >= 0 && at + 1 < file.length; at = file.indexOf(0xff, at + 1))
    if (file[at + 1] === 0xd9) return at + 2
  return file.length
}
