import './tables.ts'
import type { Module } from '../../kernel/module.ts'
import type { NetworkedWorld } from '../../networks/world.ts'
import type { Route } from '../team/index.ts'

export { markReconnect } from './account-health.ts'
export { checkAccount } from './check-account.ts'
export { type OpenedAccount, openAccount } from './open-account.ts'
export { publicationsAhead } from './ports.ts'
export {
  type AccountRow,
  accountIdsOf,
  accountOf,
  accountsOf,
  type BrandRow,
  brandOf,
  type RubricRow,
  rubricIdsOf,
  rubricsOf,
  type SlotRow,
  slotsOf,
} from './store.ts'

export { withFreshAccount } from './with-fresh-account.ts'

export const module: Module<NetworkedWorld, Route<NetworkedWorld>> = {
  name: 'brand',
  routes: [],
  jobs: [],
}
