import { NetworkFailure } from '../../../kernel/failure.ts'
import type { AppKeys, ConnectContext, Scope } from '../../contract.ts'

export type Here = Pick<ConnectContext, 'http' | 'clock' | 'signal'>

/** What token doors answer, each network a little otherwise. */
export type TokensTold = {
  access_token: string
  refresh_token?: string
  expires_in?: number
  scope?: string | string[]
  open_id?: string
}
type Refusal = { error?: string; error_description?: string; message?: string }

/** Asks a token door. Throws `reconnect` for what it does not accept, also inside a 200. */
export async function askForTokens(
  { http, clock, signal }: Here,
  url: string,
  form: Record<string, string>,
): Promise<TokensTold & { expiresAt: Date; scopes: string[] }> {
  const answer = await http({ method: 'POST', url, form, signal })
  const evidence = { status: answer.status, at: clock.now().toISOString() }
  if (answer.status === 429) throw new NetworkFailure('slow-down', 'too many sign-ins', { evidence })
  if (answer.status >= 500)
    throw new NetworkFailure('network-down', `the server answered ${answer.status}`, { evidence })
  const told = answer.json<(Partial<TokensTold> & Refusal) | null>()
  if (answer.status === 200 && told?.access_token) {
    const expiresAt = new Date(clock.now().getTime() + (told.expires_in ?? 3600) * 1000)
    const scopes = [told.scope ?? []].flat().flatMap((one) => one.split(/[\s,]+/))
    return { ...told, access_token: told.access_token, expiresAt, scopes: scopes.filter(Boolean) }
  }
  const why = told?.error_description ?? told?.message ?? told?.error ?? answer.status
  throw new NetworkFailure('reconnect', `the sign-in was not accepted: ${why}`, {
    evidence: { ...evidence, code: told?.error },
  })
}

/** The code that came back from the page of consent. */
export function codeIn(query: Record<string, string>): string {
  if (query.code && !query.error) return query.code
  throw new NetworkFailure('rejected', `access was not granted (${query.error ?? 'no code came back'})`)
}

/** Rights can be declined one by one; without a needed one nothing is connected. */
export function refuseMissing(scopes: Scope[], granted: string[]): void {
  const missing = scopes.filter((scope) => scope.needed && !granted.includes(scope.name)).map((scope) => scope.name)
  if (missing.length > 0)
    throw new NetworkFailure(
      'rejected',
      `these rights were not granted, and nothing goes without: ${missing.join(', ')}`,
    )
}

export function appKey(app: AppKeys, name: string): string {
  const value = app[name]
  if (value) return value
  throw new NetworkFailure('rejected', `the desk has no app there yet: ${name} is missing`)
}
