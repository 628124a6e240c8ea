import './tables.ts'
import type { Module } from '../../kernel/module.ts'
import type { NetworkedWorld } from '../../networks/world.ts'
import { erasing, personalData } from '../people/index.ts'
import type { Route } from '../team/index.ts'
import { takeAnswer } from './case-experts.ts'
import { caseRoutes } from './case-routes.ts'
import { tellDue } from './chain.ts'
import { crisisRoutes } from './crisis-routes.ts'
import { forgetPerson, whatWasNoted } from './forget-person.ts'
import { forgetWords } from './forget-words.ts'
import { nameRoutes } from './name-routes.ts'

export { addPage } from './case-parts.ts'
export { addConversations, makeCase } from './cases.ts'

personalData.join({ name: 'reputation', tell: whatWasNoted })
erasing.join(forgetWords)

export const module: Module<NetworkedWorld, Route<NetworkedWorld>> = {
  name: 'reputation',
  routes: [...caseRoutes, ...crisisRoutes, ...nameRoutes],
  listeners: [
    { name: 'reputation.forget', types: ['person.erased'], handle: forgetPerson },
    { name: 'reputation.experts', types: ['forward.answered'], handle: takeAnswer },
  ],
  jobs: [{ name: 'reputation.tell-chain', everyMs: 5_000, handle: tellDue }],
}
