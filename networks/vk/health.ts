import { NetworkFailure } from '../../kernel/failure.ts'
import type { Health } from '../contract.ts'
import { ask, wireOf } from './client.ts'
import { factsOf, rightsOf } from './connect.ts'
import { groupOf } from './media.ts'
import type { Group } from './objects.ts'
import { handleOf } from './profile.ts'

/** Each key is asked for itself; who lost the community can no longer publish there. */
export const health: Health = async (call) => {
  const wire = wireOf(call)
  const { user, community } = wire.keys
  const scopes = community ? await rightsOf(wire) : undefined
  const params = { group_id: groupOf(call.account), fields: ['photo_200', 'is_admin', 'admin_level'] }
  const as = user ? ('user' as const) : ('community' as const)
  const { groups } = await ask<{ groups: Group[] }>(wire, { method: 'groups.getById', params, as })
  const [group] = groups
  if (!group || group.deactivated) throw new NetworkFailure('reconnect', 'VK no longer has this community')
  if (user && (group.is_admin !== 1 || (group.admin_level ?? 0) < 2))
    throw new NetworkFailure('reconnect', 'the person who signed in no longer manages this community', {
      evidence: { code: 'not-managed' },
    })
  return {
    name: group.name ?? handleOf(group),
    handle: handleOf(group),
    url: `https://vk.com/${handleOf(group)}`,
    ...(group.photo_200 ? { avatarUrl: group.photo_200 } : {}),
    facts: { ...call.account.facts, ...factsOf(wire.keys) },
    ...(user || !scopes ? {} : { scopes }),
  }
}
