import type { Module } from '../../kernel/module.ts'
import type { World } from '../../kernel/world.ts'
import { dropEndedCounts } from './count-calls.ts'
import { mailUrgentNotices } from './mail-notices.ts'
import type { Route } from './route.ts'
import { routes } from './routes.ts'

export { callerById, type Known, knownBy } from './caller.ts'
export { countCall, tooMany } from './count-calls.ts'
export { forgetInNews } from './forget-in-news.ts'
export { resetPassword } from './forgotten-password.ts'
export { mailUrgentNotices } from './mail-notices.ts'
export { iso } from './moments.ts'
export { namesOf } from './names.ts'
export { noticeSettled, noticesFor, notify, peopleOf } from './notices.ts'
export { allow, canGiveAnyRole, mayIn, mayPass, type Verdict } from './policy.ts'
export { type Act, recordAct } from './record-act.ts'
export {
  type Access,
  type Answer,
  type BrandRole,
  brandRoles,
  type Caller,
  type Download,
  type Reply,
  type Request,
  type Route,
  route,
  type Stream,
  type Written,
} from './route.ts'
export { setUp } from './set-up.ts'
export { addressHeader } from './sign-in.ts'
export { hashOf, newToken } from './tokens.ts'
export { wordsIn } from './words.ts'

import './tables.ts'

export const module: Module<World, Route> = {
  name: 'team',
  routes,
  jobs: [
    { name: 'team.mail-urgent-notices', everyMs: 30_000, handle: mailUrgentNotices },
    { name: 'team.drop-ended-counts', everyMs: 3600_000, handle: dropEndedCounts },
  ],
}
