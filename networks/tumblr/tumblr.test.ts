import { behavesLikeANetwork, labWorld } from '../conformance.ts'
import network from './index.ts'
import { emulated } from './lab.ts'
import { dress } from './testing.ts'

behavesLikeANetwork(network, () => labWorld(emulated(), { dress }), { where: 'its emulator' })
