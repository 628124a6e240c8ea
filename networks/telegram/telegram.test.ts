import { behavesLikeANetwork, labWorld } from '../conformance.ts'
import { specs } from '../lab/specs.ts'
import telegram from './index.ts'
import emulator from './lab.ts'

behavesLikeANetwork(telegram, () => labWorld(emulator), { skip: specs.missing('telegram/api.json') })
