import './tables.ts'
import type { Module } from '../../kernel/module.ts'
import type { NetworkedWorld } from '../../networks/world.ts'
import type { Route } from '../team/index.ts'
import { accountRoutes } from './account-routes.ts'
import { appRoutes } from './app-routes.ts'
import { brandRoutes } from './brand-routes.ts'
import { connectRoutes } from './connect-routes.ts'
import { askForDeliveries, stopDeliveries } from './deliveries.ts'
import { rubricRoutes } from './rubric-routes.ts'
import { checkAccountsDue, refreshAccountsDue } from './watch-accounts.ts'

export { noteSuccesses } from './account-health.ts'
export { accountAnswers } from './accounts.ts'
export { checkAccount } from './check-account.ts'
export { keepAccounts } from './keep-accounts.ts'
export { appOf } from './network-apps.ts'
export { type OpenedAccount, openAccount } from './open-account.ts'
export { publicationsAhead, type QuotaTold, quotasTold } from './ports.ts'
export { isPublishedTo } from './published-to.ts'
export { accountsSharing, type Hearer } from './sharing-accounts.ts'
export {
  type AccountRow,
  accountIdsOf,
  accountOf,
  accountsAtNetwork,
  accountsOf,
  accountsToCheck,
  type BrandRow,
  brandOf,
  rubricIdsOf,
  rubricsOf,
  slotsOf,
} from './store.ts'

export { withFreshAccount } from './with-fresh-account.ts'

export const module: Module<NetworkedWorld, Route<NetworkedWorld>> = {
  name: 'brand',
  routes: [...brandRoutes, ...appRoutes, ...rubricRoutes, ...accountRoutes, ...connectRoutes],
  jobs: [
    { name: 'brand.check-accounts', everyMs: 60_000, handle: checkAccountsDue },
    { name: 'brand.refresh-accounts', everyMs: 30_000, handle: refreshAccountsDue },
    { name: 'brand.ask-for-deliveries', everyMs: 5_000, handle: askForDeliveries },
    { name: 'brand.stop-deliveries', handle: stopDeliveries },
  ],
}
