import './tables.ts'
import type { Module } from '../../kernel/module.ts'
import type { NetworkedWorld } from '../../networks/world.ts'
import { erasing, personalData } from '../people/index.ts'
import type { Route } from '../team/index.ts'
import { beginFetching, fetchPasts } from './fetch-past.ts'
import { forgetBeside } from './forget-beside.ts'
import { inboxRoutes } from './inbox-routes.ts'
import { listenToThoseDue } from './listen.ts'
import { forgetPerson, whatTheySaid } from './personal-data.ts'
import { placeUnplaced } from './place-unplaced.ts'
import { forgetPresence } from './presence.ts'
import { goOnRelabelling, relabelJob } from './relabel.ts'
import { replyRoutes } from './reply-routes.ts'
import { conversationRoutes } from './routes.ts'
import { runAct } from './run-act.ts'
import { wakeSnoozed } from './wake-snoozed.ts'
import { answerFacts, whenAnswerMoved } from './when-answered.ts'

export { actOn, type NewAct, undoAct } from './act-on.ts'
export type { Actor } from './actor.ts'
export { type Change, changeConversation, changeMany, hrefOf } from './change-conversation.ts'
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
export { conversationsOf, tracesIn } from './forget-beside.ts'
export { hearInteraction } from './hear-interaction.ts'
export { addNote, type NewNote } from './notes.ts'
export { receiveDelivery } from './receive-delivery.ts'
export { type Relabelling, relabel } from './relabel.ts'
export { type NewReply, replyTo } from './reply-to.ts'
export { countMoreRead, roomToRead } from './room-to-read.ts'
export { cancelReply } from './steer-reply.ts'

personalData.join({ name: 'interactions', tell: whatTheySaid })
erasing.join(forgetBeside)

export const module: Module<NetworkedWorld, Route<NetworkedWorld>> = {
  name: 'inbox',
  routes: [...inboxRoutes, ...conversationRoutes, ...replyRoutes],
  listeners: [
    { name: 'inbox.fetch-past', types: ['account.connected'], handle: beginFetching },
    { name: 'inbox.answers', types: answerFacts, handle: whenAnswerMoved },
    { name: 'inbox.forget', types: ['person.erased'], handle: forgetPerson },
  ],
  jobs: [
    { name: 'inbox.listen', everyMs: 5_000, handle: listenToThoseDue },
    { name: 'inbox.act', handle: runAct },
    { name: 'inbox.fetch-past', everyMs: 5_000, handle: fetchPasts },
    { name: relabelJob, handle: goOnRelabelling },
    { name: 'inbox.wake-snoozed', everyMs: 5_000, handle: wakeSnoozed },
    { name: 'inbox.place-unplaced', everyMs: 10_000, handle: placeUnplaced },
    { name: 'inbox.forget-presence', everyMs: 3_600_000, handle: forgetPresence },
  ],
}
