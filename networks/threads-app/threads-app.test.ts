import { behavesLikeANetwork, labWorld } from '../conformance.ts'
import { specs } from '../lab/specs.ts'
import network from './index.ts'
import { describedBy, speakersOnGraph } from './lab.ts'

behavesLikeANetwork(network, () => labWorld(speakersOnGraph()), {
  undescribed: specs.missing(describedBy),
  where: 'its emulator',
})
