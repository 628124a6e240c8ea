import { NetworkFailure } from '../../kernel/failure.ts'
import type { Wire } from './relays.ts'

/**
 * The name `somebody@example.com` that a profile claims, when its domain says that it is theirs; undefined otherwise. Only the
 * public internet is asked, and no redirect followed: https://github.com/nostr-protocol/nips/blob/master/05.md (read 2026-11-22).
 */
export async function provenName(
  { http, signal }: Wire,
  claimed: string | undefined,
  pubkey: string,
): Promise<string | undefined> {
  const [, name, domain] = /^([\w.-]+)@([\w-]+(?:\.[\w-]+)+)$/i.exec(claimed ?? '') ?? []
  if (!name || !domain) return undefined
  try {
    const url = `https://${domain}/.well-known/nostr.json`
    const answer = await http({
      url,
      query: { name: name.toLowerCase() },
      publicOnly: true,
      timeoutMs: 3_000,
      maxBytes: 200_000,
      signal,
    })
    if (answer.status !== 200) return undefined
    const told: unknown = JSON.parse(answer.text())
    const names =
      typeof told === 'object' && told !== null && 'names' in told ? (told.names as Record<string, unknown>) : {}
    return names?.[name.toLowerCase()] === pubkey ? `${name}@${domain}` : undefined
  } catch (error) {
    if (error instanceof NetworkFailure || error instanceof SyntaxError) return undefined
    throw error
  }
}
