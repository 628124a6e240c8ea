import './tables.ts'
import type { Module } from '../../kernel/module.ts'
import type { NetworkedWorld } from '../../networks/world.ts'
import type { Route } from '../team/index.ts'
import { ownData } from './export-person.ts'
import { mergeRoutes } from './merge-routes.ts'
import { personalData } from './ports.ts'
import { personRoutes } from './routes.ts'
import { temperatureRoutes } from './temperature-routes.ts'

export { type Meeting, type Met, meetAll, meetAuthors } from './meet-authors.ts'
export { type Erased, erasing, type Greeted, type Greeting, personalData, savedGreeting, type Whose } from './ports.ts'
export { isFresh, type Temperature, type Warmth, type Window, warmthOf } from './temperature.ts'
export { type Traces, tracesOf, withoutTraces } from './traces.ts'

for (const part of ownData) personalData.join(part)

export const module: Module<NetworkedWorld, Route<NetworkedWorld>> = {
  name: 'people',
  routes: [...mergeRoutes, ...temperatureRoutes, ...personRoutes],
}
