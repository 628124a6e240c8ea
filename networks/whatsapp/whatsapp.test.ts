import { behavesLikeANetwork, labWorld } from '../conformance.ts'
import { specs } from '../lab/specs.ts'
import network from './index.ts'
import { describedBy, linesOnGraph } from './lab.ts'

behavesLikeANetwork(network, () => labWorld(linesOnGraph()), {
  undescribed: specs.missing(describedBy),
  where: 'its emulator',
})
