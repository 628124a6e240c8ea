import type { Health } from '../contract.ts'
import { ask, wireOf } from './client.ts'
import { handleOf } from './connect.ts'
import type { Account } from './entities.ts'
import { readInstance } from './instance.ts'

export const health: Health = async (call) => {
  const wire = wireOf(call)
  const account = (await ask(wire, { path: '/api/v1/accounts/verify_credentials' })).json<Account>()
  const instance = await readInstance(wire)
  return {
    name: account.display_name || account.username,
    handle: handleOf(account, instance.domain),
    avatarUrl: account.avatar,
    url: account.url ?? undefined,
    facts: { instance },
  }
}
