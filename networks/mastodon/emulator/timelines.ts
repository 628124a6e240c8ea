import { linked, pageOf } from './paging.ts'
import { anyAccount } from './persons.ts'
import { missing } from './refusals.ts'
import type { Asking, Instance } from './server.ts'
import { accountShape, statusShape } from './shapes.ts'
import { type EmStatus, has } from './state.ts'
import { piecesOf } from './tokens.ts'

export function timelineOperations(instance: Instance): void {
  const { on, state, site } = instance
  const paged = (request: Asking, statuses: EmStatus[]) => {
    const page = pageOf(statuses, request, 20, 40)
    return {
      status: 200,
      json: page.map((status) => statusShape(instance, status, request.account.id)),
      headers: linked(page, `${site.url}${request.path}`),
    }
  }
  on('GET', '/api/v1/accounts/:id/statuses', 'read:statuses', (request) => {
    const account = anyAccount(instance, request.params.id ?? '')
    if (!account) throw missing()
    const { exclude_replies, only_media, pinned, tagged } = request.query
    const own = (state.timelines.get(account.id) ?? []).flatMap((id) => state.statuses.get(id) ?? [])
    const chosen = own.filter(
      (status) =>
        (account.id === request.account.id || status.visibility === 'public' || status.visibility === 'unlisted') &&
        !(exclude_replies === 'true' && status.replyTo) &&
        !(only_media === 'true' && status.mediaIds.length === 0) &&
        !(pinned === 'true' && !has(state, 'pin', account.id, status.id)) &&
        (typeof tagged !== 'string' || hasTag(status, tagged)),
    )
    return paged(request, chosen)
  })
  on('GET', '/api/v1/timelines/public', 'read:statuses', (request) => paged(request, everybodys(instance)))
  on('GET', '/api/v1/timelines/tag/:hashtag', 'read:statuses', (request) =>
    paged(
      request,
      everybodys(instance).filter((status) => hasTag(status, request.params.hashtag ?? '')),
    ),
  )
  on('GET', '/api/v1/timelines/home', 'read:statuses', (request) =>
    paged(
      request,
      everybodys(instance).filter((status) => status.accountId === request.account.id),
    ),
  )
  on('GET', '/api/v2/search', 'read:search', (request) => {
    const { q = '', type, offset, limit } = request.query
    const words = String(q).toLowerCase().split(/\s+/).filter(Boolean)
    const found = everybodys(instance)
      .filter((status) => words.every((word) => status.text.toLowerCase().includes(word)))
      .reverse()
    const from = Number(offset ?? 0)
    const statuses = found
      .slice(from, from + Number(limit ?? 20))
      .map((status) => statusShape(instance, status, request.account.id))
    const accounts = [...state.accounts.values()].filter((one) =>
      words.some((word) => one.username.toLowerCase().includes(word.replace(/^@/, ''))),
    )
    const wanted = (kind: string) => type === undefined || type === kind
    return {
      status: 200,
      json: {
        accounts: wanted('accounts') ? accounts.map((one) => accountShape(instance, one)) : [],
        statuses: wanted('statuses') ? statuses : [],
        hashtags: [],
      },
    }
  })
}

function everybodys(instance: Instance): EmStatus[] {
  const own = [...instance.state.statuses.values()].filter((status) => status.visibility === 'public')
  const strangers = instance.strangers?.statuses() ?? []
  return strangers.length > 0 ? [...own, ...strangers].sort((a, b) => a.at.localeCompare(b.at)) : own
}

export const hasTag = (status: EmStatus, tag: string) =>
  piecesOf(status.text).some((piece) => piece.kind === 'tag' && piece.text.slice(1).toLowerCase() === tag.toLowerCase())
