import { NetworkFailure } from '../kernel/failure.ts'
import type { HttpAnswer } from '../kernel/http/client.ts'

/**
 * A redirect to another place: what proves who we are was meant for the old one only, so that a person has to say whether the new
 * one is theirs too. Nothing was done, not even by a write.
 */
export function moved(answer: HttpAnswer): NetworkFailure | undefined {
  const { location } = answer.headers
  if (!location || answer.status < 300 || answer.status >= 400 || !URL.canParse(location, answer.url)) return undefined
  const { origin, host } = new URL(location, answer.url)
  return origin === new URL(answer.url).origin ? undefined : movedTo(origin, host, answer.status)
}

/** The same for an answer to a read that was followed to another place. */
export function answeredElsewhere(answer: HttpAnswer, server: string): NetworkFailure | undefined {
  const { origin, host } = new URL(answer.url)
  return origin === new URL(server).origin ? undefined : movedTo(origin, host, answer.status)
}

const movedTo = (origin: string, host: string, status: number) =>
  new NetworkFailure('reconnect', `it moved to ${host}: connect it anew there`, {
    evidence: { status, code: 'moved', note: origin.slice(0, 300) },
  })
