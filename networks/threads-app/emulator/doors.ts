import { consentPage, renewable, spend } from '../../families/graph-api/lab/consent.ts'
import { GraphRefusal } from '../../families/graph-api/lab/refusals.ts'
import { scopes } from '../connect.ts'
import type { Desk } from './rows.ts'

const sixtyDays = 60 * 24 * 3_600_000
const ok = (json: unknown) => ({ status: 200, json })

/** Where people agree and codes become tokens, and the files as anybody sees them. */
export function mountDoors(desk: Desk): void {
  const { site, store, ground } = desk
  const people = () => store.all('accounts').map(({ id, username }) => ({ id, name: username }))
  consentPage(
    site,
    store,
    ground,
    '/oauth/authorize',
    people,
    scopes.map((one) => one.name),
  )
  site.on(
    'POST',
    '/oauth/access_token',
    ground.open((_request, given) => {
      if (given.grant_type !== 'authorization_code') throw new GraphRefusal(100, 'Invalid grant_type')
      const code = spend(store, ground, given)
      const account = store.get('accounts', code.subject)?.username ?? ''
      const { token } = ground.issue({ subject: code.subject, account, scopes: code.scopes, kind: 'short' }, 3_600_000)
      return ok({ access_token: token, user_id: code.subject })
    }),
  )
  const longer = (given: Record<string, string>) => {
    const { subject, account, scopes: granted } = renewable(store, ground, given.access_token)
    const { token } = ground.issue({ subject, account, scopes: granted, kind: 'long' }, sixtyDays)
    return ok({ access_token: token, token_type: 'bearer', expires_in: sixtyDays / 1000 })
  }
  site.on(
    'GET',
    '/access_token',
    ground.open((_request, given) => {
      if (given.grant_type !== 'th_exchange_token' || given.client_secret !== ground.app().secret)
        throw new GraphRefusal(100, 'Invalid client_secret')
      return longer(given)
    }),
  )
  site.on(
    'GET',
    '/refresh_access_token',
    ground.open((_request, given) => {
      if (given.grant_type !== 'th_refresh_token') throw new GraphRefusal(100, 'Invalid grant_type')
      return longer(given)
    }),
  )
  site.page('GET', '/files/:id', ({ params }) => {
    const path = store.get('containers', params.id ?? '')?.path
    return path ? { status: 200, file: path } : { status: 404, body: '' }
  })
}
