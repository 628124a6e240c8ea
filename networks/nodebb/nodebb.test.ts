import { behavesLikeANetwork, labWorld } from '../conformance.ts'
import nodebb from './index.ts'
import emulator from './lab.ts'
import { titled } from './testing.ts'

behavesLikeANetwork(nodebb, () => labWorld(emulator, { dress: titled }), {
  undescribed: 'no machine-readable description is at hand; the emulator knows the documented fields only',
  where: 'its emulator',
})
