import type { Account } from '../api/brand.ts'
import { useNetwork } from '../api/use-network.ts'
import { Avatar } from '../ui/avatar.tsx'

/** A person's own account has a round face; pages, channels, blogs and other places have a square one. */
export const shapeOf = (kind: Account['kind'] | undefined) => (!kind || kind === 'profile' ? 'round' : 'square')

/** An account's face with its network's sign. */
export function AccountFace({
  account,
  size,
}: {
  account: Pick<Account, 'name' | 'avatarUrl' | 'network'> & { kind?: Account['kind'] }
  size?: number
}) {
  const network = useNetwork(account.network)
  const shape = shapeOf(account.kind)
  return <Avatar name={account.name} src={account.avatarUrl} size={size} shape={shape} network={network} />
}
