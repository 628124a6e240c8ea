import { behavesLikeANetwork, labWorld } from '../conformance.ts'
import { specs } from '../lab/specs.ts'
import network from './index.ts'
import emulator, { describedBy } from './lab.ts'
import { dress } from './testing.ts'

behavesLikeANetwork(network, () => labWorld(emulator, { dress, postMethod: 'PUT' }), {
  undescribed: specs.missing(describedBy),
  where: 'its emulator',
})
