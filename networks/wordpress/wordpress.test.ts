import { behavesLikeANetwork, labWorld } from '../conformance.ts'
import { specs } from '../lab/specs.ts'
import wordpress from './index.ts'
import emulator, { describedBy } from './lab.ts'
import { titled } from './testing.ts'

behavesLikeANetwork(wordpress, () => labWorld(emulator, { dress: titled }), {
  undescribed: specs.missing(describedBy),
  where: 'its emulator',
})
