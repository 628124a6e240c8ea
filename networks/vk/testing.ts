import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { callOf, connectIn, labWorld, publish } from '../conformance.ts'
import type { Call, ConnectedAccount, PreparedContent } from '../contract.ts'
import type { Lab } from '../lab/lab.ts'
import vk from './index.ts'
import { type VkHandle, vkNetwork } from './lab.ts'

export type Trial = {
  lab: Lab
  vk: VkHandle
  account: ConnectedAccount
  call: Call
  folder: string
  world: Awaited<ReturnType<typeof labWorld>>
  publish: (content: PreparedContent) => ReturnType<typeof publish>
}

/** One community with its manager, for the length of a test; nothing may go beyond the published schemas. */
export async function onVk(
  run: (trial: Trial) => Promise<void>,
  options: { keys?: ('communityKey' | 'userKey')[]; rates?: boolean; enforceRates?: boolean } = {},
): Promise<void> {
  const world = await labWorld(vkNetwork({ rates: options.rates ?? false }), {
    enforceRates: options.enforceRates ?? false,
  })
  const folder = await mkdtemp(join(tmpdir(), 'rialto-vk-'))
  try {
    const handle = world.lab.network('vk') as VkHandle
    const made: Record<string, string> = handle.keysOf('north_roasters')
    const byKeys = options.keys && {
      way: 'key',
      fields: Object.fromEntries(options.keys.map((key) => [key, made[key] ?? ''])),
    }
    const account = await connectIn(vk, { ...world, ...byKeys })
    const call = callOf(account, world.context)
    await run({
      lab: world.lab,
      vk: handle,
      account,
      call,
      folder,
      world,
      publish: (content) => publish(vk, call, content),
    })
    assert.deepEqual(world.lab.violations, [])
  } finally {
    await world.close()
    await rm(folder, { recursive: true, force: true })
  }
}

/** The last form that was sent to a method. */
export function watched(call: Call): { call: Call; sent: (method: string) => Record<string, string | string[]> } {
  const forms = new Map<string, Record<string, string | string[]>>()
  const http: Call['http'] = (request) => {
    forms.set(request.url.split('/').at(-1) ?? '', request.form ?? {})
    return call.http(request)
  }
  return { call: { ...call, http }, sent: (method) => forms.get(method) ?? {} }
}
