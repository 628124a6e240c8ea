import { invitationRoutes } from './invitation-routes.ts'
import { memberRoutes } from './member-routes.ts'
import { noticeRoutes } from './notice-routes.ts'
import { ownRoutes } from './own-routes.ts'
import { sessionRoutes } from './session-routes.ts'

export const routes = [...sessionRoutes, ...ownRoutes, ...memberRoutes, ...invitationRoutes, ...noticeRoutes]
