import { behavesLikeANetwork, labWorld } from '../conformance.ts'
import { specs } from '../lab/specs.ts'
import bluesky from './index.ts'
import emulator from './lab.ts'

behavesLikeANetwork(bluesky, () => labWorld(emulator), { skip: specs.missing('bluesky/lexicons') })
