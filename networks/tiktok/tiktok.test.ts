import { behavesLikeANetwork, labWorld } from '../conformance.ts'
import network from './index.ts'
import emulator from './lab.ts'
import { dress } from './testing.ts'

behavesLikeANetwork(network, () => labWorld(emulator, { dress, postMethod: 'PUT' }), {
  undescribed: 'the network publishes no machine-readable description',
  where: 'its emulator',
})
