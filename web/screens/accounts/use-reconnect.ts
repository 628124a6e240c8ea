import { useNavigate } from '@tanstack/react-router'
import { useAct } from '../../api/ask.ts'
import { type Account, beginConnecting, connectPractice } from '../../api/brand.ts'
import { useNetwork } from '../../api/use-network.ts'
import { useWords } from '../../i18n/words.tsx'
import { leaveFor, writtenBefore } from './leave-for.ts'

/**
 * Connects an account again with one press: a practice account at once, one that is opened at its network by going there.
 * Where something must be written, the form opens.
 */
export function useReconnect(account: Account): { reconnect: () => void; isPending: boolean } {
  const say = useWords()
  const navigate = useNavigate()
  const network = useNetwork(account.network)
  const way = network?.ways.find((one) => one.id === account.way)
  const practise = useAct(() => connectPractice(account.brandId, account.network, account.id), {
    touches: [`/api/brands/${account.brandId}`],
    done: say('accounts.reconnected'),
  })
  const fields = Object.fromEntries((way?.fields ?? []).map((field) => [field.key, writtenBefore(field, account)]))
  const leave = useAct(
    () => {
      const how = { network: account.network, way: way?.id ?? '', fields, accountId: account.id }
      return beginConnecting(account.brandId, how)
    },
    { done: (begun) => leaveFor(account.brandId, begun) },
  )
  const mayLeave = way?.kind === 'oauth' && Object.values(fields).every((value) => value !== '')
  const write = () =>
    navigate({
      to: '/brands/$brandId/accounts/connect/$network',
      params: { brandId: account.brandId, network: account.network },
      search: { account: account.id },
    })
  const reconnect = () => {
    if (account.reopens) practise.mutate()
    else if (mayLeave) leave.mutate()
    else void write()
  }
  return { reconnect, isPending: practise.isPending || leave.isPending || leave.isSuccess }
}
