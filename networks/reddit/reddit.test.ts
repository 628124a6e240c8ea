import { behavesLikeANetwork, labWorld, sampleFile } from '../conformance.ts'
import type { PreparedContent } from '../contract.ts'
import reddit from './index.ts'
import emulator from './lab.ts'

/** Every post has a title, a video also a picture to stand for it. */
async function dress(content: PreparedContent, folder: string): Promise<PreparedContent> {
  const titled = { ...content, options: { title: 'News from the roastery', ...content.options } }
  if (!content.parts.some((part) => part.media.some((one) => one.kind === 'video'))) return titled
  const poster = await sampleFile('image', folder, 31)
  return { ...titled, options: { ...titled.options, poster: poster.id }, files: { poster } }
}

behavesLikeANetwork(reddit, () => labWorld(emulator, { dress }), { where: 'its own profile' })
