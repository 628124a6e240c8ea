import { hearsStrangers } from '../conformance/strangers.ts'
import { specs } from '../lab/specs.ts'
import network from './index.ts'
import emulator, { describedBy } from './lab.ts'

hearsStrangers(network, emulator, { skip: specs.missing(describedBy) })
