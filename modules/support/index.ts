import './tables.ts'
import type { Module } from '../../kernel/module.ts'
import type { NetworkedWorld } from '../../networks/world.ts'
import { erasing, savedGreeting } from '../people/index.ts'
import type { Route } from '../team/index.ts'
import { alertRoutes } from './alert-routes.ts'
import { articleRoutes, helpRoutes } from './article-routes.ts'
import { deliverAlert, forgetAlerts, tellHeld } from './deliver-alerts.ts'
import { askedRoutes, expertRoutes } from './expert-routes.ts'
import { followMoved, forgetPerson } from './follow-conversations.ts'
import { forgetWords } from './forget-words.ts'
import { remindExperts } from './forwards.ts'
import { greetingReply } from './greeting-reply.ts'
import { alertOfChanged, alertOfHeard } from './hear-conversations.ts'
import { levelRoutes } from './level-routes.ts'
import { libraryRoutes } from './library-routes.ts'
import { mailDigests } from './mail-digest.ts'
import { deliverAlertJob } from './raise-alert.ts'
import { recountBrand, recountBrandJob, recountHeard, recountLater, warnOfLate } from './watch-waits.ts'

export { type BusinessHours, businessMsBetween } from './business-time.ts'
export { chooseLanguage } from './choose-language.ts'
export { forgetAlert } from './forget-alert.ts'
export { askExpert, type ForwardFacts, forwardFacts, withdrawQuestion } from './forwards.ts'
export { hoursFor, schedulesOf } from './hours.ts'
export type { ForwardedLine } from './kept.ts'
export { measureService } from './measure.ts'
export { type Alert, raiseAlert } from './raise-alert.ts'
export { textOf as alertText } from './say-alert.ts'
export { lastToAnswer } from './store.ts'

savedGreeting.join(greetingReply)
erasing.join(forgetWords)

export const module: Module<NetworkedWorld, Route<NetworkedWorld>> = {
  name: 'support',
  routes: [
    ...[...levelRoutes, ...libraryRoutes, ...articleRoutes, ...helpRoutes],
    ...[...expertRoutes, ...askedRoutes, ...alertRoutes],
  ],
  listeners: [
    { name: 'support.alerts-heard', types: ['conversation.heard'], handle: alertOfHeard },
    { name: 'support.alerts-changed', types: ['conversation.changed'], handle: alertOfChanged },
    { name: 'support.waits', types: ['conversation.changed'], handle: recountHeard },
    { name: 'support.moved', types: ['conversation.moved'], handle: followMoved },
    { name: 'support.forget', types: ['person.erased'], handle: forgetPerson },
    { name: 'support.settings', types: ['service.settings-changed'], handle: recountLater },
  ],
  jobs: [
    { name: deliverAlertJob, handle: deliverAlert, attempts: 6 },
    { name: recountBrandJob, handle: recountBrand },
    { name: 'support.warn-of-late', everyMs: 5_000, handle: warnOfLate },
    { name: 'support.tell-held', everyMs: 20_000, handle: tellHeld },
    { name: 'support.mail-digests', everyMs: 60_000, handle: mailDigests },
    { name: 'support.remind-experts', everyMs: 10 * 60_000, handle: remindExperts },
    { name: 'support.forget-alerts', everyMs: 6 * 3600_000, handle: forgetAlerts },
  ],
}
