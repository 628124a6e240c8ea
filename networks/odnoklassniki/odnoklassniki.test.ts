import { behavesLikeANetwork, labWorld } from '../conformance.ts'
import type { Network } from '../contract.ts'
import odnoklassniki from './index.ts'
import emulator, { type OkHandle } from './lab.ts'

/** The suite would answer a comment in public, which nobody can here; reading them has a test of its own. */
const { comments: _comments, ...inbox } = odnoklassniki.inbox
const answeredInPrivate = { ...odnoklassniki, inbox }

behavesLikeANetwork(answeredInPrivate, () => labWorld(emulator), { where: 'its emulator, by signing in' })

/** Keys made by hand do not end and are not renewed. */
const { refresh: _, ...byKeys } = answeredInPrivate
behavesLikeANetwork(byKeys as Network, keyWorld, { where: 'its emulator, by keys' })

async function keyWorld() {
  const world = await labWorld(emulator)
  const fields = (world.lab.network('odnoklassniki') as OkHandle).keysOf('north_roasters')
  return { ...world, way: 'key', fields, consent: {} }
}
