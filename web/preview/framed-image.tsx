import type { CSSProperties } from 'react'
import type { MediaUse } from '../../networks/compose.ts'
import { seenPart } from './seen-part.ts'

type FramedImageProps = {
  media: MediaUse
  src: string /** Width ÷ height of the frame. */
  ratio: number
  className?: string
}

/** A picture as a frame of that ratio shows it: first cropped as asked, then cut around its focus. */
export function FramedImage({ media, src, ratio, className }: FramedImageProps) {
  const seen = seenPart(media, ratio)
  const place: CSSProperties = {
    position: 'absolute',
    maxWidth: 'none',
    width: `${100 / seen.width}%`,
    height: `${100 / seen.height}%`,
    left: `${(-100 * seen.x) / seen.width}%`,
    top: `${(-100 * seen.y) / seen.height}%`,
  }
  return (
    <div className={className} style={{ position: 'relative', overflow: 'hidden', aspectRatio: ratio }}>
      <img src={src} alt={media.alt ?? ''} style={place} draggable={false} />
    </div>
  )
}
