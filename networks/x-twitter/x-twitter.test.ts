import { behavesLikeANetwork, labWorld } from '../conformance.ts'
import { specs } from '../lab/specs.ts'
import network from './index.ts'
import { describedBy, emulated } from './lab.ts'

behavesLikeANetwork(network, () => labWorld(emulated()), {
  undescribed: specs.missing(describedBy),
  where: 'its emulator',
})
