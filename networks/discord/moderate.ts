import type { Call, Interaction, Moderate } from '../contract.ts'
import { partsOfRef } from './api.ts'
import { removeMessage } from './change.ts'
import { ask, wireOf } from './client.ts'
import { hasCode } from './failures.ts'

const day = 24 * 3_600_000
const thumb = encodeURIComponent('👍')

const reaction = (what: Interaction) => {
  const { channel, message } = partsOfRef(what.id)
  return `/channels/${channel}/messages/${message}/reactions/${thumb}/@me`
}
const ban = (call: Call, what: Interaction) => `/guilds/${call.account.remoteId}/bans/${what.author.id}`

async function silence(call: Call, what: Interaction, until: Date | null): Promise<void> {
  const path = `/guilds/${call.account.remoteId}/members/${what.author.id}`
  const json = { communication_disabled_until: until?.toISOString() ?? null }
  await ask(wireOf(call), { method: 'PATCH', path, json })
}

/** Each is the same done twice as once. Muting is the network's timeout. */
export const moderate: Moderate = {
  delete: async (call, what) => void (await removeMessage(call, what.id)),
  block: async (call, what) => void (await ask(wireOf(call), { method: 'PUT', path: ban(call, what), json: {} })),
  unblock: async (call, what) => {
    await ask(wireOf(call), { method: 'DELETE', path: ban(call, what), json: {} }).catch((error: unknown) => {
      if (!hasCode(error, 10026)) throw error
    })
  },
  mute: (call, what) => silence(call, what, new Date(call.clock.now().getTime() + day)),
  unmute: (call, what) => silence(call, what, null),
  like: async (call, what) => void (await ask(wireOf(call), { method: 'PUT', path: reaction(what) })),
  unlike: async (call, what) => void (await ask(wireOf(call), { method: 'DELETE', path: reaction(what) })),
}
