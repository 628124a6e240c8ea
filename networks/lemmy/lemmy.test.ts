import { behavesLikeANetwork, labWorld } from '../conformance.ts'
import type { PreparedContent } from '../contract.ts'
import lemmy from './index.ts'
import emulator from './lab.ts'

/** Every post has a title. */
const dress = async (content: PreparedContent): Promise<PreparedContent> => ({
  ...content,
  options: { title: 'News from the roastery', ...content.options },
})

behavesLikeANetwork(lemmy, () => labWorld(emulator, { dress }), { where: 'an instance' })
