import { behavesLikeANetwork, labWorld } from '../conformance.ts'
import { specs } from '../lab/specs.ts'
import discord from './index.ts'
import emulator from './lab.ts'

const undescribed = specs.missing('discord/openapi.json')

behavesLikeANetwork(discord, () => labWorld(emulator), { undescribed, where: 'a channel' })
