import type { Module } from '../../kernel/module.ts'
import type { NetworkedWorld } from '../../networks/world.ts'
import type { Route } from '../team/index.ts'

export const module: Module<NetworkedWorld, Route<NetworkedWorld>> = {
  name: 'people',
  routes: [],
}
