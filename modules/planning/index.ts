import type { Module } from '../../kernel/module.ts'
import type { NetworkedWorld } from '../../networks/world.ts'
import type { Route } from '../team/index.ts'
import { bringForthAll } from './bring-forth.ts'
import { calendarRoutes } from './calendar-routes.ts'
import { importRoutes } from './import-routes.ts'
import { recurringRoutes } from './recurring-routes.ts'
import './tables.ts'

export const module: Module<NetworkedWorld, Route> = {
  name: 'planning',
  routes: [...calendarRoutes, ...recurringRoutes, ...importRoutes],
  jobs: [{ name: 'planning.bring-forth', everyMs: 600_000, handle: bringForthAll }],
}
