import type { Person } from '../contract.ts'
import type { People } from './objects.ts'

/** Who stands behind a number: people are positive, communities negative. */
export function personIn({ profiles = [], groups = [] }: People, id: number): Person {
  const user = profiles.find((one) => one.id === id)
  const group = groups.find((one) => one.id === -id)
  const handle = user?.screen_name ?? group?.screen_name ?? (id < 0 ? `club${-id}` : `id${id}`)
  const name = user ? [user.first_name, user.last_name].filter(Boolean).join(' ') : group?.name
  const avatar = user?.photo_100 ?? group?.photo_100
  return {
    id: String(id),
    handle,
    name: name || handle,
    url: `https://vk.com/${handle}`,
    ...(avatar ? { avatarUrl: avatar } : {}),
  }
}
