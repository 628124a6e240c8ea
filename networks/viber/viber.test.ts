import { behavesLikeANetwork, labWorld } from '../conformance.ts'
import type { Network } from '../contract.ts'
import viber from './index.ts'
import emulator, { type ViberHandle } from './lab.ts'

const undescribed = 'Viber publishes no description that a machine can read'

/** A channel hears nobody, a bot posts to nobody: each is tried for what it can. */
const { inbox: _, webhooks: __, ...channel } = viber
const { publish: ___, ...bot } = viber
const silent = { ...viber.composing, can: { ...viber.composing.can, publish: false as const } }

behavesLikeANetwork(channel as Network, () => labWorld(emulator), { undescribed, where: 'a channel' })
behavesLikeANetwork({ ...bot, composing: silent } as Network, botWorld, { undescribed, where: 'a bot' })

async function botWorld() {
  const world = await labWorld(emulator)
  const token = (world.lab.network('viber') as ViberHandle).botToken('north_roasters')
  return { ...world, way: 'bot', fields: { token } }
}
