import { consentPage, renewable, spend } from '../../families/graph-api/lab/consent.ts'
import { GraphRefusal } from '../../families/graph-api/lab/refusals.ts'
import { directScopes, pageScopes } from '../connect.ts'
import type { Desk } from './desk.ts'

const sixtyDays = 60 * 24 * 3_600_000
const names = (scopes: { name: string }[]) => scopes.map((one) => one.name)

/** Both ways to sign in: by the account itself, or by the person who manages its page. */
export function signInDoors(desk: Desk): void {
  const { site, store, ground } = desk
  const accounts = () => store.all('accounts').map(({ id, username }) => ({ id, name: username }))
  consentPage(site, store, ground, '/oauth/authorize', accounts, names(directScopes))
  consentPage(site, store, ground, '/dialog/oauth', () => store.all('users'), names(pageScopes))
  site.on(
    'POST',
    '/api/oauth/access_token',
    ground.open((_request, given) => {
      if (given.grant_type !== 'authorization_code') throw new GraphRefusal(100, 'Invalid grant_type')
      const code = spend(store, ground, given)
      const token = ground.issue(
        { subject: code.subject, account: handleOf(desk, code.subject), scopes: code.scopes, kind: 'short' },
        3_600_000,
      )
      return {
        status: 200,
        json: { access_token: token.token, user_id: Number(code.subject), permissions: code.scopes },
      }
    }),
  )
  site.on(
    'GET',
    '/access_token',
    ground.open((_request, given) => {
      if (given.grant_type !== 'ig_exchange_token' || given.client_secret !== ground.app().secret)
        throw new GraphRefusal(100, 'Invalid client_secret')
      return longer(desk, given.access_token)
    }),
  )
  site.on(
    'GET',
    '/refresh_access_token',
    ground.open((_request, given) => {
      if (given.grant_type !== 'ig_refresh_token') throw new GraphRefusal(100, 'Invalid grant_type')
      return longer(desk, given.access_token)
    }),
  )
  site.on(
    'GET',
    '/v25.0/oauth/access_token',
    ground.open((_request, given) => {
      const long = given.grant_type === 'fb_exchange_token'
      const from = long ? renewable(store, ground, given.fb_exchange_token) : spend(store, ground, given)
      const lives = long ? sixtyDays : 3_600_000
      const token = ground.issue({ subject: from.subject, account: '', scopes: from.scopes, kind: 'user' }, lives)
      return { status: 200, json: { access_token: token.token, token_type: 'bearer', expires_in: lives / 1000 } }
    }),
  )
}

function longer({ store, ground }: Desk, token: string | undefined) {
  const { subject, account, scopes } = renewable(store, ground, token)
  const row = ground.issue({ subject, account, scopes, kind: 'long' }, sixtyDays)
  return { status: 200, json: { access_token: row.token, token_type: 'bearer', expires_in: sixtyDays / 1000 } }
}

const handleOf = ({ store }: Desk, id: string) => store.get('accounts', id)?.username ?? ''

export const doors = {
  'POST /api/oauth/access_token': {
    takes: ['client_id', 'client_secret', 'grant_type', 'redirect_uri', 'code'],
    answers: ['access_token', 'user_id', 'permissions'],
  },
  'GET /access_token': {
    takes: ['grant_type', 'client_secret', 'access_token'],
    answers: ['access_token', 'token_type', 'expires_in'],
  },
  'GET /refresh_access_token': {
    takes: ['grant_type', 'access_token'],
    answers: ['access_token', 'token_type', 'expires_in', 'permissions'],
  },
  'GET /v25.0/oauth/access_token': {
    takes: ['client_id', 'client_secret', 'redirect_uri', 'code', 'grant_type', 'fb_exchange_token'],
    answers: ['access_token', 'token_type', 'expires_in'],
  },
  'GET /v25.0/ig_hashtag_search': { takes: ['user_id', 'q', 'appsecret_proof', 'access_token'], answers: ['data'] },
}
