import type { CSSProperties } from 'react'
import type { MediaUse } from '../../networks/compose.ts'
import type { PreviewProps } from '../preview-contract.ts'
import { FramedImage } from './framed-image.tsx'

type PictureProps = {
  media: MediaUse
  mediaUrl: PreviewProps['mediaUrl']
  ratio: number
  className?: string
  style?: CSSProperties
}

/** A file in its frame: a picture cut as asked, the poster of a video, or an empty frame while the file is not there. */
export function Picture({ media, mediaUrl, ratio, className, style }: PictureProps) {
  const found = mediaUrl(media.id)
  const src = media.kind === 'video' ? found?.poster : found?.url
  return (
    <div className={className} style={{ ...style, aspectRatio: ratio, overflow: 'hidden' }}>
      {src ? <FramedImage media={media} src={src} ratio={ratio} /> : null}
    </div>
  )
}
