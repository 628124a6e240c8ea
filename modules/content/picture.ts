import { inTurn, openImage } from '../../kernel/media/imaging.ts'
import type { World } from '../../kernel/world.ts'
import type { MediaRow } from './post.ts'

/** A still picture of any file at a width, cut to a ratio (width ÷ height) when asked; WebP. */
export async function pictureOf(world: World, row: MediaRow, size: { width: number; ratio?: number }): Promise<Buffer> {
  const still = row.kind === 'image' ? row.fileKey : (row.thumbnailKey ?? row.fileKey)
  return inTurn(async () => {
    const height = size.ratio ? Math.round(size.width / size.ratio) : undefined
    const image = await openImage(world.files.path(still))
    return image
      .autoOrient()
      .resize({ width: size.width, height, fit: 'cover', withoutEnlargement: true })
      .webp({ quality: 80 })
      .toBuffer()
  })
}
