import type { Account } from '../../api/brand.ts'

/** Would it be well again if somebody connected it anew? */
export const needsReconnect = ({ health }: Pick<Account, 'health'>): boolean =>
  ['reconnect', 'disconnected', 'expiring', 'limited'].includes(health.state)
