import { behavesLikeANetwork, labWorld } from '../conformance.ts'
import { specs } from '../lab/specs.ts'
import ghost from './index.ts'
import emulator, { describedBy } from './lab.ts'
import { titled } from './testing.ts'

behavesLikeANetwork(ghost, () => labWorld(emulator, { dress: titled, postMethod: 'PUT' }), {
  undescribed: specs.missing(describedBy),
  where: 'its emulator',
})
