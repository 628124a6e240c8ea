import { idOfReaction, reactionsOf, repliesTo } from './crowd.ts'
import { linked, pageOf } from './paging.ts'
import { anyAccount, personAccount } from './persons.ts'
import { missing } from './refusals.ts'
import type { Asking, Instance } from './server.ts'
import { accountShape, mentionsIn, statusShape } from './shapes.ts'
import { type EmAccount, type EmStatus, has } from './state.ts'

type Heard = { id: string; type: string; at: string; from: EmAccount; status?: EmStatus }

export function notificationOperations(instance: Instance): void {
  const { on, site } = instance
  on('GET', '/api/v1/notifications', 'read:notifications', (request) => {
    const wanted = request.query.types === undefined ? undefined : [request.query.types].flat()
    const excluded = [request.query.exclude_types ?? []].flat()
    const all = heardBy(instance, request.account).filter(
      (one) => (wanted?.includes(one.type) ?? true) && !excluded.includes(one.type),
    )
    const page = pageOf(all, request, 40, 80)
    return {
      status: 200,
      json: page.map((one) => shape(instance, one, request)),
      headers: linked(page, `${site.url}${request.path}`),
    }
  })
  on('GET', '/api/v1/notifications/:id', 'read:notifications', (request) => {
    const found = heardBy(instance, request.account).find((one) => one.id === request.params.id)
    if (!found) throw missing()
    return { status: 200, json: shape(instance, found, request) }
  })
}

const shape = (instance: Instance, heard: Heard, request: Asking) => ({
  id: heard.id,
  type: heard.type,
  created_at: heard.at,
  group_key: `ungrouped-${heard.id}`,
  account: accountShape(instance, heard.from),
  ...(heard.status ? { status: statusShape(instance, heard.status, request.account.id) } : {}),
})

/** Everything people did to this account up to now; blocked and muted people are not heard. */
function heardBy(instance: Instance, account: EmAccount): Heard[] {
  const { state } = instance
  const own = (state.timelines.get(account.id) ?? []).flatMap((id) => state.statuses.get(id) ?? [])
  const answered = own.flatMap((status) => [...repliesTo(instance, status.id), ...deedsOn(instance, status)])
  const name = `@${account.username.toLowerCase()}`
  const addressed = [...state.statuses.values()].filter(
    (status) =>
      status.accountId !== account.id &&
      status.text.toLowerCase().includes(name) &&
      mentionsIn(instance, status.text).some((one) => one.id === account.id),
  )
  const heard = [
    ...answered.map((one) => ('type' in one ? one : mention(instance, one))),
    ...addressed.map((status) => mention(instance, status)),
  ]
  const known = new Map(
    heard.flatMap((one) => (one && one.from.id !== account.id ? [[`${one.type} ${one.id}`, one] as const] : [])),
  )
  const isHeard = ({ from }: Heard) =>
    !has(state, 'block', account.id, from.id) && !has(state, 'mute', account.id, from.id)
  return [...known.values()].filter(isHeard)
}

function mention(instance: Instance, status: EmStatus): Heard | undefined {
  const from = anyAccount(instance, status.accountId)
  return from && { id: status.id, type: 'mention', at: status.at, from, status }
}

const typeOf = { like: 'favourite', reshare: 'reblog', follow: 'follow' } as const

function deedsOn(instance: Instance, status: EmStatus): Heard[] {
  return reactionsOf(instance, status).flatMap((reaction) => {
    if (reaction.kind === 'comment' || reaction.kind === 'vote') return []
    const from = personAccount(instance, reaction.person)
    const about = reaction.kind === 'follow' ? {} : { status }
    return [
      {
        id: idOfReaction(status, reaction),
        type: typeOf[reaction.kind],
        at: reaction.at.toISOString(),
        from,
        ...about,
      },
    ]
  })
}
