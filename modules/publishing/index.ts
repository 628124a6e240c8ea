import './tables.ts'
import type { Module } from '../../kernel/module.ts'
import type { NetworkedWorld } from '../../networks/world.ts'
import { publicationsAhead, quotasTold, withFreshAccount } from '../brand/index.ts'
import { publicationsFollow, publicationsOfPosts } from '../content/index.ts'
import type { Route } from '../team/index.ts'
import { followPost } from './follow-post.ts'
import { prepareWhatIsDueSoon } from './prepare-ahead.ts'
import { quotasToldOf } from './quotas.ts'
import { whenAccountChanged, whenAccountGone } from './reactions.ts'
import { replanForNewZones } from './replan.ts'
import { publicationRoutes, scheduleRoutes, taskRoutes } from './routes.ts'
import { briefsOfPosts, publicationsAheadOf } from './store.ts'
import { startWorker } from './worker.ts'

export { againOnDeadlock } from './again-on-deadlock.ts'
export type { Answer, AnswerWay } from './answer.ts'
export { type AnswerSeen, answersByIds } from './answers-by-ids.ts'
export { forgetAddressee } from './forget-addressee.ts'
export { type Held, heldBy } from './held.ts'
export { decideHeld, endHold, type HeldDecision, type Holder, holdPosts, standingHold } from './hold.ts'
export { type Scheduled, type Scheduler, schedulePosts, schedulePostsIn, type ToSchedule } from './schedule-post.ts'
export { cancelAnswer, type NewAnswer, sendAnswer } from './send-answer.ts'
export { cancelPublication, editPublication, movePublication, removePublication } from './steer-publication.ts'
export { briefsOfPosts } from './store.ts'
export { type AppTake, countOnApps, takeFromApps } from './take-room.ts'
export { publishNow, unscheduleIn, unschedulePost } from './unschedule-post.ts'
export { startWorker } from './worker.ts'

publicationsOfPosts.provide(briefsOfPosts)
publicationsFollow.provide(followPost)
publicationsAhead.provide(publicationsAheadOf)
quotasTold.provide(quotasToldOf)

export const module: Module<NetworkedWorld, Route> = {
  name: 'publishing',
  routes: [...scheduleRoutes, ...publicationRoutes, ...taskRoutes],
  listeners: [
    { name: 'publishing.accounts', types: ['account.changed'], handle: whenAccountChanged },
    { name: 'publishing.accounts-gone', types: ['account.disconnected', 'brand.deleted'], handle: whenAccountGone },
  ],
  jobs: [
    {
      name: 'publishing.prepare-ahead',
      everyMs: 30_000,
      handle: async (world) => void (await prepareWhatIsDueSoon(world)),
    },
  ],
  start: async (world, role) => {
    if (role !== 'worker') return { stop: async () => {} }
    const moved = await replanForNewZones(world)
    if (moved > 0) world.log.info({ moved }, 'zones have new rules: plans keep their wall time')
    return startWorker(world, { withAccount: (id, act) => withFreshAccount(world, id, act) })
  },
}
