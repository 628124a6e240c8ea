import { behavesLikeANetwork, labWorld } from '../conformance.ts'
import { specs } from '../lab/specs.ts'
import network from './index.ts'
import { describedBy, pagesOnGraph } from './lab.ts'

behavesLikeANetwork(network, () => labWorld(pagesOnGraph()), {
  undescribed: specs.missing(describedBy),
  where: 'its emulator',
})
