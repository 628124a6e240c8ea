/** What an emulated sign-in server holds. Kept inside the state of the network that uses it. */
export type OauthApp = { clientId: string; clientSecret: string; redirectUris: string[] | 'any' }
export type OauthCode = {
  code: string
  clientId: string
  account: string
  redirectUri: string
  scopes: string[]
  challenge?: string
  at: string
}
export type OauthGrant = {
  access: string
  refresh?: string
  clientId: string
  account: string
  scopes: string[]
  endsAt?: string
  refreshEndsAt?: string
}
export type OauthState = {
  apps: Map<string, OauthApp>
  codes: Map<string, OauthCode>
  grants: Map<string, OauthGrant>
  refreshes: Map<string, OauthGrant>
}
export type OauthEvent =
  | { oauth: 'app'; app: OauthApp }
  | { oauth: 'code'; code: OauthCode }
  | { oauth: 'use-code'; code: string }
  | { oauth: 'grant'; grant: OauthGrant; instead?: string }
  | { oauth: 'end'; access: string }

export const emptyOauth = (): OauthState => ({
  apps: new Map(),
  codes: new Map(),
  grants: new Map(),
  refreshes: new Map(),
})

export function applyOauth(state: OauthState, event: OauthEvent): void {
  switch (event.oauth) {
    case 'app':
      state.apps.set(event.app.clientId, event.app)
      break
    case 'code':
      state.codes.set(event.code.code, event.code)
      break
    case 'use-code':
      state.codes.delete(event.code)
      break
    case 'end':
      state.grants.delete(event.access)
      break
    case 'grant': {
      if (event.instead) state.refreshes.delete(event.instead)
      state.grants.set(event.grant.access, event.grant)
      if (event.grant.refresh) state.refreshes.set(event.grant.refresh, event.grant)
    }
  }
}

/** The grant behind `Authorization: Bearer …`, while it lasts. */
export function grantOf(state: OauthState, authorization: string | undefined, now: Date): OauthGrant | undefined {
  const grant = state.grants.get(/^Bearer (.+)$/i.exec(authorization ?? '')?.[1] ?? '')
  return grant && (!grant.endsAt || now < new Date(grant.endsAt)) ? grant : undefined
}
