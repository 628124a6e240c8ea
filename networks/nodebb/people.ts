import type { Call, Person } from '../contract.ts'
import type { User } from './entities.ts'

export function personOf(user: User | undefined, { account }: Call): Person {
  const name = user?.displayname || user?.username || ''
  const picture = user?.picture
  return {
    id: String(user?.uid ?? 0),
    handle: user?.username ?? String(user?.uid ?? 0),
    name: name || String(user?.uid ?? 0),
    ...(picture && URL.canParse(picture, account.server) ? { avatarUrl: new URL(picture, account.server).href } : {}),
    ...(user?.userslug ? { url: `${account.server}/user/${user.userslug}` } : {}),
  }
}
