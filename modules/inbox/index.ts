import './tables.ts'
import type { Module } from '../../kernel/module.ts'
import type { NetworkedWorld } from '../../networks/world.ts'
import type { Route } from '../team/index.ts'
import { listenToThoseDue } from './listen.ts'
import { inboxRoutes } from './routes.ts'

export { receiveDelivery } from './receive-delivery.ts'

export const module: Module<NetworkedWorld, Route<NetworkedWorld>> = {
  name: 'inbox',
  routes: inboxRoutes,
  jobs: [{ name: 'inbox.listen', everyMs: 5_000, handle: listenToThoseDue }],
}
