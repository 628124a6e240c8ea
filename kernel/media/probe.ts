import { type DocumentProbe, probeOffice, probePdf } from './document.ts'
import { type ImageProbe, measureImage, probeImage } from './image.ts'
import { mediaLimits } from './limits.ts'
import { type Ranges, withRanges } from './ranges.ts'
import { refuseMedia } from './refuse.ts'
import { refuseTwoInOne, type Signature, signatureOf } from './signature.ts'
import { probeTrack, type TrackProbe } from './track.ts'

export type Probe = { bytes: number } & (ImageProbe | TrackProbe | DocumentProbe)

/**
 * What a file is and measures, by its content and never by its name. Images are decoded whole, at bounded memory.
 * Throws a `Refusal` with a code of `MediaProblem` for what is hostile, damaged, too large or not known.
 */
export const probe = (path: string): Promise<Probe> => lookAt(path, probeImage)

/** The same without decoding pictures, for files that were probed when they came. */
export const measure = (path: string): Promise<Probe> => lookAt(path, measureImage)

function lookAt(path: string, image: typeof probeImage): Promise<Probe> {
  return withRanges(path, async (ranges) => {
    const head = await ranges.at(0, 4096)
    const signature = signatureOf(head)
    refuseOversize(ranges.size, mostBytes(signature))
    if (signature.family === 'image' || signature.family === 'track')
      refuseTwoInOne(head, await ranges.at(Math.max(0, ranges.size - 65_557), 65_557))
    const found = await contentOf(path, signature, ranges, image)
    refuseOversize(ranges.size, mediaLimits.bytes[found.kind])
    return { bytes: ranges.size, ...found }
  })
}

function mostBytes(signature: Signature): number {
  if (signature.family === 'image') return mediaLimits.bytes.image
  if (signature.family === 'track') return mediaLimits.bytes.video
  return mediaLimits.bytes.document
}

function refuseOversize(bytes: number, max: number): void {
  if (bytes > max) throw refuseMedia('media.tooLarge', { megabytes: Math.round(max / 1024 / 1024) })
}

function contentOf(
  path: string,
  signature: Signature,
  ranges: Ranges,
  image: typeof probeImage,
): Promise<ImageProbe | TrackProbe | DocumentProbe> {
  if (signature.family === 'image') return image(path, signature.mime, ranges)
  if (signature.family === 'track') return probeTrack(path, signature.mime, ranges)
  return signature.family === 'pdf' ? probePdf(ranges) : probeOffice(ranges)
}
