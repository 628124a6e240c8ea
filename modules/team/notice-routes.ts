import { actsSeenBy } from './acts.ts'
import { ActPage, ActsQuery, EventsQuery, LiveEvent, NoticePage, NoticesSeen, PageQuery } from './api.ts'
import { liveEvents } from './live-events.ts'
import { noticesFor, noticesSeen } from './notices.ts'
import { route } from './route.ts'

const common = { tag: 'Notices', access: { kind: 'session' } } as const

export const noticeRoutes = [
  route({
    ...common,
    method: 'GET',
    path: '/api/notices',
    summary: 'What asks for your attention, the newest first',
    query: PageQuery,
    answer: NoticePage,
    handle: ({ world, caller, query, locale }) => noticesFor(world, caller, query, locale),
  }),
  route({
    ...common,
    method: 'POST',
    path: '/api/notices/seen',
    summary: 'Mark notices as seen, up to one',
    body: NoticesSeen,
    status: 204,
    handle: async ({ world, caller, body }) => {
      await noticesSeen(world, caller, body.upTo)
      return undefined
    },
  }),
  route({
    method: 'GET',
    path: '/api/acts',
    summary: 'The audit trail: who did what, and when',
    tag: 'People',
    access: { kind: 'workspace', role: 'member' },
    query: ActsQuery,
    answer: ActPage,
    handle: ({ world, caller, query }) => actsSeenBy(world, caller, query),
  }),
  route({
    ...common,
    method: 'GET',
    path: '/api/events',
    summary: 'Server-sent events: what changed in your brands; go on after a cut with Last-Event-ID, or with `after`',
    query: EventsQuery,
    streams: LiveEvent,
    handle: async ({ world, caller, query, headers, signal }) => ({
      stream: liveEvents(world, caller, headers['last-event-id'] ?? query.after, signal),
    }),
  }),
]
