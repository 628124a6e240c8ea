import type { Registry } from '../../networks/registry.ts'
import type { AccountRow } from './store.ts'

/** Can anything be published there? A feed is only read, and what is left of a closed network only kept. */
export const isPublishedTo = (networks: Registry, { network }: Pick<AccountRow, 'network'>) =>
  networks.all.find((one) => one.composing.id === network)?.composing.can.publish !== false
