import { behavesLikeANetwork, labWorld } from '../conformance.ts'
import { specs } from '../lab/specs.ts'
import { describedBy } from './emulator/describe.ts'
import max from './index.ts'
import { maxNetwork } from './lab.ts'

const undescribed = specs.missing(describedBy)

behavesLikeANetwork(max, () => labWorld(maxNetwork('channel')), { undescribed, where: 'a channel' })
behavesLikeANetwork(max, () => labWorld(maxNetwork('chat')), { undescribed, where: 'a chat' })
