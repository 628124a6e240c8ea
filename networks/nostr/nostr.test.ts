import { behavesLikeANetwork, labWorld } from '../conformance.ts'
import nostr from './index.ts'
import emulator from './lab.ts'

const undescribed = 'the protocol is described in prose (NIPs); a real relay is held beside it'

behavesLikeANetwork(nostr, () => labWorld(emulator), { undescribed, where: 'a relay of the lab' })
