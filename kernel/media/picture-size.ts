import sharp from 'sharp'

/** Width and height of a picture as it is shown, by its head alone; undefined for what is none. */
export async function pictureSize(content: Buffer): Promise<{ width: number; height: number } | undefined> {
  try {
    const { width, height, orientation = 1 } = await sharp(content).metadata()
    return orientation > 4 ? { width: height, height: width } : { width, height }
  } catch {
    return undefined
  }
}
