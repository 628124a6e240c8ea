import { createHash } from 'node:crypto'
import type { Visibility } from '../entities.ts'
import { repliesTo, statusById } from './crowd.ts'
import { anyAccount } from './persons.ts'
import { missing, Refused } from './refusals.ts'
import { checkFiles, checkPoll, checkText } from './rules.ts'
import type { Asking, Instance } from './server.ts'
import { accountShape, statusShape, versionShape } from './shapes.ts'
import { type EmPoll, type EmStatus, has, idAt, versionOf } from './state.ts'

type PollForm = { options?: string[]; expires_in?: number; multiple?: boolean; hide_totals?: boolean }
type Form = {
  status?: string
  spoiler_text?: string
  sensitive?: boolean
  visibility?: Visibility
  language?: string
  in_reply_to_id?: string
  media_ids?: string[]
  media_attributes?: { id: string; description?: string; focus?: string }[]
  poll?: PollForm
  quote_approval_policy?: string
}

const keyHoldsMs = 3_600_000

export function statusOperations(instance: Instance): void {
  const { on, state, commit } = instance
  const shown = (request: Asking, status: EmStatus) => ({
    status: 200,
    json: statusShape(instance, status, request.account.id),
  })
  on('POST', '/api/v1/statuses', 'write:statuses', (request) => shown(request, create(instance, request)))
  on('GET', '/api/v1/statuses', 'read:statuses', (request) => {
    if (instance.options.old) throw missing()
    const ids = [request.query.id ?? []].flat().slice(0, 20)
    const seen = ids.flatMap((id) => visible(instance, id, request) ?? [])
    return { status: 200, json: seen.map((status) => statusShape(instance, status, request.account.id)) }
  })
  on('GET', '/api/v1/statuses/:id', 'read:statuses', (request) => shown(request, seen(instance, request)))
  on('PUT', '/api/v1/statuses/:id', 'write:statuses', (request) => shown(request, edit(instance, request)))
  on('DELETE', '/api/v1/statuses/:id', 'write:statuses', (request) => {
    const status = own(instance, request)
    const json = { ...statusShape(instance, status, request.account.id), text: status.text }
    commit(
      { did: 'delete', statusId: status.id },
      { account: request.account.username, kind: 'remove', objectId: status.id },
    )
    return { status: 200, json }
  })
  on('GET', '/api/v1/statuses/:id/source', 'read:statuses', (request) => {
    const { id, text, spoiler } = own(instance, request)
    return { status: 200, json: { id, text, spoiler_text: spoiler } }
  })
  on('GET', '/api/v1/statuses/:id/history', 'read:statuses', (request) => {
    const status = seen(instance, request)
    const account = anyAccount(instance, status.accountId)
    if (!account) throw missing()
    const json = [...status.past, versionOf(status)].map((version) => ({
      account: accountShape(instance, account),
      created_at: version.at,
      emojis: [],
      ...versionShape(instance, version),
      ...(version.poll ? { poll: { options: version.poll.options.map((title) => ({ title })) } } : {}),
    }))
    return { status: 200, json }
  })
  on('GET', '/api/v1/statuses/:id/context', 'read:statuses', (request) => {
    const status = seen(instance, request)
    const shape = (one: EmStatus) => statusShape(instance, one, request.account.id)
    return {
      status: 200,
      json: { ancestors: above(instance, status).map(shape), descendants: below(instance, status.id).map(shape) },
    }
  })
  for (const [path, deed, onOff, scope] of deeds)
    on('POST', `/api/v1/statuses/:id/${path}`, scope, (request) => {
      const status = deed === 'pin' ? pinnable(instance, request, onOff) : seen(instance, request)
      const was = has(state, deed, request.account.id, status.id)
      const act = deed === 'pin' ? ('pin' as const) : onOff ? ('like' as const) : ('unlike' as const)
      if (was !== onOff)
        commit(
          { did: deed, on: onOff, accountId: request.account.id, targetId: status.id },
          { account: request.account.username, kind: act, objectId: status.id },
        )
      return shown(request, status)
    })
}

const deeds = [
  ['favourite', 'favourite', true, 'write:favourites'],
  ['unfavourite', 'favourite', false, 'write:favourites'],
  ['pin', 'pin', true, 'write:accounts'],
  ['unpin', 'pin', false, 'write:accounts'],
] as const

export function visible(instance: Instance, id: string, request: Asking): EmStatus | undefined {
  const status = statusById(instance, id)
  const mine = status?.accountId === request.account.id
  return status &&
    (mine || status.visibility === 'public' || status.visibility === 'unlisted' || addresses(instance, status, request))
    ? status
    : undefined
}

const addresses = (instance: Instance, status: EmStatus, { account }: Asking) => {
  const parent = status.replyTo ? instance.state.statuses.get(status.replyTo) : undefined
  return parent?.accountId === account.id || status.text.toLowerCase().includes(`@${account.username.toLowerCase()}`)
}

function seen(instance: Instance, request: Asking): EmStatus {
  const status = visible(instance, request.params.id ?? '', request)
  if (!status) throw missing()
  return status
}

function own(instance: Instance, request: Asking): EmStatus {
  const status = instance.state.statuses.get(request.params.id ?? '')
  if (!status || status.accountId !== request.account.id) throw missing()
  return status
}

function pinnable(instance: Instance, request: Asking, on: boolean): EmStatus {
  const status = own(instance, request)
  const pinned = [...(instance.state.deeds.get('pin') ?? [])].filter((one) =>
    one.startsWith(`${request.account.id} `),
  ).length
  if (on && has(instance.state, 'pin', request.account.id, status.id))
    throw new Refused(422, 'Validation failed: You have already pinned this post')
  if (on && status.visibility === 'direct')
    throw new Refused(422, 'Validation failed: Posts that are only visible to mentioned users cannot be pinned')
  if (on && pinned >= instance.limits.maxPinned)
    throw new Refused(422, 'Validation failed: You have already pinned the maximum number of posts')
  return status
}

function create(instance: Instance, request: Asking): EmStatus {
  const { account, headers, stillProcessing, token } = request
  const { state, commit } = instance
  const now = instance.now()
  const key = headers['idempotency-key']
  const before = key ? state.keys.get(`${account.id} ${key}`) : undefined
  if (before && now.getTime() - Date.parse(before.at) < keyHoldsMs)
    return state.statuses.get(before.statusId) ?? absent()
  const form = request.body as Form
  const spoiler = form.spoiler_text ?? ''
  const text = (form.status ?? '').trim() === '' && spoiler ? spoiler : (form.status ?? '')
  const mediaIds = [...new Set(form.media_ids ?? [])]
  if (form.in_reply_to_id && !visible(instance, form.in_reply_to_id, request))
    throw new Refused(404, 'The post you are trying to reply to does not appear to exist.')
  checkText(instance.limits, text, spoiler, mediaIds.length > 0)
  checkFiles(instance, account.id, mediaIds, form.poll !== undefined, stillProcessing, undefined)
  const id = idAt(state, now)
  const app = [...state.apps.values()].find((one) => one.id === token.appId)
  const status: EmStatus = {
    id,
    accountId: account.id,
    text,
    spoiler,
    sensitive: (form.sensitive ?? false) || spoiler !== '',
    mediaIds,
    poll: pollOf(instance, form.poll, id),
    at: now.toISOString(),
    visibility: form.visibility ?? 'public',
    language: form.language ?? account.locale,
    replyTo: form.in_reply_to_id ?? null,
    quotes: form.quote_approval_policy ?? 'public',
    appName: app?.name ?? null,
    editedAt: null,
    ordinal: state.made.get(account.id) ?? 0,
    past: [],
  }
  const kind =
    status.replyTo && state.statuses.get(status.replyTo)?.accountId !== account.id
      ? 'comment'
      : status.visibility === 'direct'
        ? 'message'
        : 'create'
  commit(
    { made: 'status', status, key },
    { account: account.username, kind, objectId: id, key, text, fingerprint: fingerprintOf(instance, status) },
  )
  return status
}

/** The key's status was deleted meanwhile: the server looks for it and fails. */
function absent(): never {
  throw missing()
}

/** The same for the same words, files and place. */
function fingerprintOf(instance: Instance, status: EmStatus): string {
  const files = status.mediaIds.map((id) => instance.state.media.get(id)?.sha256)
  return createHash('sha256')
    .update(
      JSON.stringify([status.accountId, status.text, status.spoiler, status.replyTo, files, status.poll?.options]),
    )
    .digest('hex')
}

function pollOf(instance: Instance, form: PollForm | undefined, id: string): EmPoll | null {
  if (!form) return null
  const options = form.options ?? []
  checkPoll(instance.limits, options, form.expires_in)
  const expiresAt = new Date(instance.now().getTime() + (form.expires_in ?? 0) * 1000).toISOString()
  return { id, options, multiple: form.multiple ?? false, hideTotals: form.hide_totals ?? false, expiresAt }
}

function edit(instance: Instance, request: Asking): EmStatus {
  const status = own(instance, request)
  const form = request.body as Form
  const spoiler = form.spoiler_text ?? ''
  const text = form.status ?? ''
  const mediaIds = [...new Set(form.media_ids ?? [])]
  checkText(instance.limits, text, spoiler, mediaIds.length > 0)
  checkFiles(instance, request.account.id, mediaIds, form.poll !== undefined, request.stillProcessing, status.id)
  for (const one of form.media_attributes ?? []) {
    const media = instance.state.media.get(one.id)
    if (!media || !mediaIds.includes(one.id)) throw missing()
    const [x, y] = (one.focus ?? `${media.focus.x},${media.focus.y}`).split(',').map(Number)
    instance.commit({
      did: 'describe',
      mediaId: one.id,
      description: one.description ?? media.description,
      focus: { x: x ?? 0, y: y ?? 0 },
    })
  }
  const same = status.poll && form.poll && JSON.stringify(status.poll.options) === JSON.stringify(form.poll.options)
  const poll = same ? status.poll : pollOf(instance, form.poll, status.id)
  const sensitive = (form.sensitive ?? false) || spoiler !== ''
  const to = { text, spoiler, sensitive, mediaIds, poll, at: instance.now().toISOString() }
  const { at: _, ...changed } = to
  const { at: __, ...stood } = versionOf(status)
  const language = form.language ?? status.language
  if (
    JSON.stringify(changed) === JSON.stringify(stood) &&
    language === status.language &&
    !form.media_attributes?.length
  )
    return status
  const edited = { ...status, ...changed }
  instance.commit(
    { did: 'edit', statusId: status.id, to, language },
    {
      account: request.account.username,
      kind: 'edit',
      objectId: status.id,
      text,
      fingerprint: fingerprintOf(instance, edited),
    },
  )
  return status
}

function above(instance: Instance, status: EmStatus): EmStatus[] {
  const parent = status.replyTo ? instance.state.statuses.get(status.replyTo) : undefined
  return parent ? [...above(instance, parent), parent] : []
}

function below(instance: Instance, id: string): EmStatus[] {
  return repliesTo(instance, id).flatMap((reply) => [reply, ...below(instance, reply.id)])
}
