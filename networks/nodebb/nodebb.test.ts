import { behavesLikeANetwork, labWorld } from '../conformance.ts'
import nodebb from './index.ts'
import emulator from './lab.ts'
import { titled } from './testing.ts'

behavesLikeANetwork(nodebb, () => labWorld(emulator, { dress: titled }), {
  where: 'its emulator',
})
