import './tables.ts'
import type { Module } from '../../kernel/module.ts'
import type { NetworkedWorld } from '../../networks/world.ts'
import type { Route } from '../team/index.ts'
import { lookAtThoseDue } from './look.ts'
import { checklistRoutes } from './routes.ts'

export const module: Module<NetworkedWorld, Route<NetworkedWorld>> = {
  name: 'checklist',
  routes: checklistRoutes,
  jobs: [{ name: 'checklist.look', everyMs: 10 * 60_000, handle: lookAtThoseDue }],
}
