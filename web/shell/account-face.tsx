import type { Account } from '../api/brand.ts'
import { useNetwork } from '../api/use-network.ts'
import { Avatar } from '../ui/avatar.tsx'

/** An account's face with its network's sign. */
export function AccountFace({
  account,
  size,
}: {
  account: Pick<Account, 'name' | 'avatarUrl' | 'network'>
  size?: number
}) {
  return <Avatar name={account.name} src={account.avatarUrl} size={size} network={useNetwork(account.network)} />
}
