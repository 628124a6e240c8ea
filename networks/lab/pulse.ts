import type { Deliveries } from './deliveries.ts'
import type { Mounted } from './exchange.ts'
import type { Mounts } from './mounts.ts'

type Given = {
  mounts: Pick<Mounts, 'at' | 'mounted'>
  deliveries: Deliveries
  goOn: (mounted: Mounted) => Promise<void>
  failed: (error: unknown) => void
}

const everyMs = 500

/**
 * Where people are told of by deliveries nobody asks the network for anything, so time itself lets them go on. Networks that are asked
 * need no such thing.
 */
export function keepGoing({ mounts, deliveries, goOn, failed }: Given): {
  begin: () => void
  stop: () => Promise<void>
} {
  let timer: NodeJS.Timeout | undefined
  let turn = Promise.resolve()
  let isOver = false
  const beat = async () => {
    const owing = new Set(deliveries.waiting().map((one) => one.network))
    const hearing = mounts.mounted().filter(({ handle }) => (handle?.listening?.() ?? []).length > 0)
    for (const { id } of hearing) deliveries.hears(id)
    const going = mounts.mounted().filter((one) => hearing.includes(one) || owing.has(one.id))
    await Promise.all(going.map(goOn))
  }
  const next = () => {
    if (isOver) return
    timer = setTimeout(() => {
      turn = beat().catch(failed).then(next)
    }, everyMs)
    timer.unref()
  }
  return {
    begin: () => {
      turn = Promise.all([...deliveries.networks()].map((id) => mounts.at(id))).then(next, (error) => {
        failed(error)
        next()
      })
    },
    stop: async () => {
      isOver = true
      clearTimeout(timer)
      deliveries.stop()
      await turn
    },
  }
}
