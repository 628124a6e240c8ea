import { behavesLikeANetwork, labWorld } from '../conformance.ts'
import { specs } from '../lab/specs.ts'
import network from './index.ts'
import emulator, { describedBy } from './lab.ts'

behavesLikeANetwork(network, () => labWorld(emulator), {
  undescribed: specs.missing(describedBy),
  where: 'its emulator',
})
