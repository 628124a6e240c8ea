import { anyAccount } from './persons.ts'
import { missing } from './refusals.ts'
import type { Instance } from './server.ts'
import { accountShape, domainOf, followersGained } from './shapes.ts'
import { has, idAt } from './state.ts'

export function accountOperations(instance: Instance): void {
  const { on, state, commit } = instance
  on('GET', '/api/v1/accounts/verify_credentials', 'read:accounts', ({ account }) => ({
    status: 200,
    json: {
      ...accountShape(instance, account, followersGained(instance, account)),
      role: { id: '-99', name: '', permissions: '0', color: '', highlighted: false },
      source: {
        privacy: 'public',
        sensitive: false,
        language: account.locale,
        note: '',
        fields: [],
        follow_requests_count: 0,
        indexable: true,
        quote_policy: 'public',
      },
    },
  }))
  on('GET', '/api/v1/accounts/lookup', 'read:accounts', ({ query }) => {
    const [name = ''] = String(query.acct ?? '')
      .replace(/^@/, '')
      .replace(`@${domainOf(instance)}`, '')
      .split('@')
    const found = [...state.accounts.values()].find((one) => one.username.toLowerCase() === name.toLowerCase())
    if (!found) throw missing()
    return { status: 200, json: accountShape(instance, found, followersGained(instance, found)) }
  })
  on('GET', '/api/v1/accounts/:id', 'read:accounts', ({ params }) => {
    const found = anyAccount(instance, params.id ?? '')
    if (!found) throw missing()
    return { status: 200, json: accountShape(instance, found, followersGained(instance, found)) }
  })
  for (const [path, turned, kind] of [
    ['block', true, 'block'],
    ['unblock', false, 'unblock'],
    ['mute', true, 'mute'],
    ['unmute', false, 'unmute'],
  ] as const) {
    const deed = path.endsWith('mute') ? 'mute' : 'block'
    on('POST', `/api/v1/accounts/:id/${path}`, `write:${deed}s`, ({ account, params }) => {
      const target = anyAccount(instance, params.id ?? '')
      if (!target) throw missing()
      if (has(state, deed, account.id, target.id) !== turned)
        commit(
          { did: deed, on: turned, accountId: account.id, targetId: target.id },
          { account: account.username, kind, objectId: target.id },
        )
      return { status: 200, json: relationship(instance, account.id, target.id) }
    })
  }
  on('POST', '/api/v1/reports', 'write:reports', ({ account, body }) => {
    const form = body as {
      account_id: string
      category?: string
      comment?: string
      forward?: boolean
      status_ids?: string[]
    }
    const target = anyAccount(instance, form.account_id)
    if (!target) throw missing()
    const at = instance.now()
    const id = idAt(state, at)
    commit({ did: 'report', id }, { account: account.username, kind: 'report', objectId: id, text: form.comment })
    const json = {
      id,
      action_taken: false,
      category: form.category ?? 'other',
      comment: form.comment ?? '',
      created_at: at.toISOString(),
      forwarded: form.forward ?? false,
      status_ids: form.status_ids ?? [],
      rule_ids: [],
      target_account: accountShape(instance, target),
    }
    return { status: 200, json }
  })
}

const relationship = ({ state }: Instance, from: string, to: string) => ({
  id: to,
  following: false,
  showing_reblogs: false,
  notifying: false,
  languages: [],
  followed_by: false,
  blocking: has(state, 'block', from, to),
  blocked_by: false,
  muting: has(state, 'mute', from, to),
  muting_notifications: has(state, 'mute', from, to),
  requested: false,
  requested_by: false,
  domain_blocking: false,
  endorsed: false,
  note: '',
})
