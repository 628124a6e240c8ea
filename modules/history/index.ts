import './tables.ts'
import type { Module } from '../../kernel/module.ts'
import type { NetworkedWorld } from '../../networks/world.ts'
import type { Route } from '../team/index.ts'
import { beginReading, readOn } from './read-past.ts'
import { historyRoutes } from './routes.ts'

export const module: Module<NetworkedWorld, Route<NetworkedWorld>> = {
  name: 'history',
  routes: historyRoutes,
  listeners: [{ name: 'history.begin-reading', types: ['account.connected'], handle: beginReading }],
  jobs: [{ name: 'history.read-on', everyMs: 5_000, handle: readOn }],
}
