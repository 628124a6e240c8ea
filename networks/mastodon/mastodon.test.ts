import { behavesLikeANetwork, labWorld } from '../conformance.ts'
import { specs } from '../lab/specs.ts'
import network from './index.ts'
import { describedBy, mastodonInstance } from './lab.ts'

behavesLikeANetwork(network, () => labWorld(mastodonInstance()), {
  undescribed: specs.missing(describedBy),
  where: 'its emulator',
})
