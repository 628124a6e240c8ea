import type { Module } from '../../kernel/module.ts'
import type { NetworkedWorld } from '../../networks/world.ts'
import type { Route } from '../team/index.ts'
import { clientRoutes, signedInClientRoutes } from './client-routes.ts'
import { noteChangeAfterApproval } from './reactions.ts'
import { decisionRoutes, linkRoutes } from './routes.ts'
import './tables.ts'

export const module: Module<NetworkedWorld, Route> = {
  name: 'approval',
  routes: [...decisionRoutes, ...linkRoutes, ...signedInClientRoutes, ...clientRoutes],
  listeners: [
    { name: 'approval.changed-after', types: ['post.changed-after-approval'], handle: noteChangeAfterApproval },
  ],
}
