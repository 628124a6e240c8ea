import { behavesLikeANetwork, labWorld, sampleFile } from '../conformance.ts'
import type { PreparedContent } from '../contract.ts'
import { specs } from '../lab/specs.ts'
import network from './index.ts'
import { describedBy, profilesOnGraph } from './lab.ts'

let pictures = 40
/** Nothing can be posted there without a picture. */
async function dress(content: PreparedContent, folder: string): Promise<PreparedContent> {
  const [part] = content.parts
  if (!part || part.media.length > 0) return content
  return { ...content, parts: [{ ...part, media: [await sampleFile('image', folder, ++pictures % 200)] }] }
}

const { block: _block, unblock: _unblock, ...moderate } = network.moderate
const can = { ...network.composing.can, removePublished: false }

/** Whom the suite would block never wrote a message: blocking has a test of its own. */
const direct = { ...network, composing: { ...network.composing, can }, moderate, search: undefined, remove: undefined }

behavesLikeANetwork(direct, () => labWorld(profilesOnGraph(), { dress }), {
  undescribed: specs.missing(describedBy),
  where: 'its emulator, signed in directly',
})

behavesLikeANetwork({ ...network, moderate }, () => labWorld(profilesOnGraph({ login: 'page' }), { dress }), {
  undescribed: specs.missing(describedBy),
  where: 'its emulator, signed in over a page',
})
