import { behavesLikeANetwork, labWorld } from '../conformance.ts'
import type { Network } from '../contract.ts'
import { specs } from '../lab/specs.ts'
import vk from './index.ts'
import emulator, { type VkHandle } from './lab.ts'

const undescribed = specs.missing('vk')

behavesLikeANetwork(vk, () => labWorld(emulator), { undescribed, where: 'its emulator, by VK ID' })

/** Keys made by hand do not end and are not renewed. */
const { refresh: _, ...byKeys } = vk
behavesLikeANetwork(byKeys as Network, keyWorld, { undescribed, where: 'its emulator, by keys' })

async function keyWorld() {
  const world = await labWorld(emulator)
  const fields = (world.lab.network('vk') as VkHandle).keysOf('north_roasters')
  return { ...world, way: 'key', fields, consent: {} }
}
