import { NetworkFailure } from '../../kernel/failure.ts'
import type { ConnectContext } from '../contract.ts'
import { ask, type Wire } from './client.ts'

/** Rialto as one instance knows it. */
export type App = { clientId: string; clientSecret: string }
type Desk = ConnectContext & { redirectUri: string }

/** The app registered at this instance: registered now when it never was, or when the instance has forgotten it. */
export async function knownApp(wire: Wire, desk: Desk, tokenEndpoint: string, scopes: string[]): Promise<App> {
  const key = appKey(wire.server, desk.redirectUri)
  const kept = (await desk.store.get(key)) as App | undefined
  if (kept && (await isStillKnown(wire, kept, tokenEndpoint, desk.redirectUri))) return kept
  const app = await register(wire, desk, scopes)
  await desk.store.set(key, app)
  return app
}

/** One app for each instance and address to come back to. */
export const appKey = (server: string, redirectUri: string) => `app ${server} ${redirectUri}`

export const forgetApp = (server: string, desk: Desk) => desk.store.delete(appKey(server, desk.redirectUri))

async function isStillKnown(wire: Wire, app: App, tokenEndpoint: string, redirectUri: string): Promise<boolean> {
  const json = {
    grant_type: 'client_credentials',
    client_id: app.clientId,
    client_secret: app.clientSecret,
    redirect_uri: redirectUri,
  }
  const answer = await ask(wire, {
    method: 'POST',
    path: tokenEndpoint.slice(wire.server.length),
    json,
    fine: [400, 401],
  })
  return answer.status === 200
}

/** Before 4.3 the addresses were one text. */
async function register(wire: Wire, desk: Desk, scopes: string[]): Promise<App> {
  const form = {
    client_name: desk.desk.name,
    scopes: scopes.join(' '),
    ...(desk.desk.url ? { website: desk.desk.url } : {}),
  }
  const send = (redirect_uris: string | string[], fine: number[]) =>
    ask(wire, { method: 'POST', path: '/api/v1/apps', json: { ...form, redirect_uris }, fine })
  const first = await send([desk.redirectUri], [422])
  const answer = first.status === 422 ? await send(desk.redirectUri, []) : first
  const { client_id: clientId, client_secret: clientSecret } = answer.json<{
    client_id?: string
    client_secret?: string
  }>()
  if (clientId && clientSecret) return { clientId, clientSecret }
  throw new NetworkFailure('rejected', 'the server did not register the app', { evidence: { status: answer.status } })
}
