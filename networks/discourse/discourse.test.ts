import { behavesLikeANetwork, labWorld } from '../conformance.ts'
import discourse from './index.ts'
import emulator from './lab.ts'
import { titled } from './testing.ts'

behavesLikeANetwork(discourse, () => labWorld(emulator, { dress: titled }), {
  where: 'its emulator',
})
