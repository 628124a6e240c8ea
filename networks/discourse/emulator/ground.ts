import type { LedgerAct } from '../../lab/ledger.ts'
import type { LabAnswer, LabRequest, LabSite } from '../../lab/network.ts'
import { apply, type Event, emptyState, type ForumPost, type ForumUser, type State } from './state.ts'

export type ForumSettings = {
  min_post_length: number
  max_post_length: number
  min_topic_title_length: number
  max_topic_title_length: number
  max_tags_per_topic: number
  max_image_size_kb: number
  max_attachment_size_kb: number
  authorized_extensions: string
}

/** A forum that is generous with files and short words, as a brand's own may be. */
export const ownSettings: ForumSettings = {
  ...{ min_post_length: 1, max_post_length: 32_000, min_topic_title_length: 3, max_topic_title_length: 255 },
  ...{ max_tags_per_topic: 5, max_image_size_kb: 4096, max_attachment_size_kb: 8192 },
  authorized_extensions: 'jpg|jpeg|png|gif|webp|mp4|mp3|pdf|txt',
}

/** A refusal as a forum gives it. */
export class Refused extends Error {
  readonly status: number
  readonly type: string | undefined
  readonly more: object
  constructor(status: number, message: string, type?: string, more: object = {}) {
    super(message)
    this.status = status
    this.type = type
    this.more = more
  }
}

export const refusal = ({ status, message, type, more }: Refused): LabAnswer => ({
  status,
  json: { errors: [message], ...(type ? { error_type: type } : {}), ...more },
})

const notAllowed = 'You are not permitted to view the requested resource. The API username or key is invalid.'
export const notFound = () => new Refused(404, 'The requested URL or resource could not be found.', 'not_found')

export type Asking = LabRequest & { user: ForumUser; given: Record<string, unknown> }
export type Ground = {
  site: LabSite
  state: State
  settings: ForumSettings
  commit: (event: Event, act?: LedgerAct) => void
  now: () => string
  on: (method: string, path: string, handler: (request: Asking) => LabAnswer | Promise<LabAnswer>) => void
}

export function openGround(site: LabSite, settings: ForumSettings): Ground {
  const { state, commit } = site.keep<State, Event>(emptyState(), apply)
  const ground: Ground = {
    ...{ site, state, settings, commit },
    now: () => site.clock.now().toISOString(),
    on: (method, path, handler) =>
      site.on(method, path, async (request) => {
        try {
          const user = userOf(ground, request)
          if (!user) throw new Refused(403, notAllowed, 'invalid_access')
          const body = typeof request.body === 'object' && request.body !== null ? request.body : {}
          return await handler({ ...request, user, given: { ...request.query, ...body } })
        } catch (error) {
          if (error instanceof Refused) return refusal(error)
          throw error
        }
      }),
  }
  return ground
}

export function userOf({ state }: Ground, request: LabRequest): ForumUser | undefined {
  const user = state.users.get(state.keys.get(request.headers['api-key'] ?? '')?.user ?? 0)
  return user?.username === request.headers['api-username'] ? user : undefined
}

export const postsIn = ({ state }: Ground, topic: number): ForumPost[] =>
  [...state.posts.values()].filter((post) => post.topic === topic).sort((a, b) => a.number - b.number)
