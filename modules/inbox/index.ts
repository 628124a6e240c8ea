import './tables.ts'
import type { Module } from '../../kernel/module.ts'
import type { NetworkedWorld } from '../../networks/world.ts'
import type { Route } from '../team/index.ts'
import { listenToThoseDue } from './listen.ts'
import { inboxRoutes } from './routes.ts'

export type { Actor } from './actor.ts'
export { type Change, changeConversation, hrefOf } from './change-conversation.ts'
export {
  type ConversationFacts,
  conversationFacts,
  type Due,
  type InteractionFacts,
  type InteractionsAsked,
  interactionsOf,
  type LineFacts,
  linesOf,
  setDue,
  setLanguage,
  setTone,
} from './facts.ts'
export { receiveDelivery } from './receive-delivery.ts'

export const module: Module<NetworkedWorld, Route<NetworkedWorld>> = {
  name: 'inbox',
  routes: inboxRoutes,
  jobs: [{ name: 'inbox.listen', everyMs: 5_000, handle: listenToThoseDue }],
}
