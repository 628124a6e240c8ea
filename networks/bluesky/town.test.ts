import { hearsStrangers } from '../conformance/strangers.ts'
import { specs } from '../lab/specs.ts'
import network from './index.ts'
import emulator from './lab.ts'

hearsStrangers(network, emulator, { skip: specs.missing('bluesky/lexicons') })
