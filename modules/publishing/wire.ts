import { NetworkFailure } from '../../kernel/failure.ts'
import type { NetworkHttp } from '../../kernel/http/client.ts'
import { type Room, roomTold } from './rate-headers.ts'

/** The worker may not go on with what it had in hand: a peer may have it already. */
export class LostHold extends Error {
  constructor() {
    super('what was in hand belongs to somebody else now')
    this.name = 'LostHold'
  }
}

/** The wire for one act, watched: it is cut when the hold is lost, and tells what was seen on it. */
export type Wire = {
  http: NetworkHttp
  /** Was anything sent that could have made, changed or removed something? */
  wrote: () => boolean
  /** How long the network wants no more calls, by its answers' headers; 0 when there is room. */
  closedForMs: () => number
}

/** `told` hears what each answer's headers say of the room that is left. */
export function watchedWire(
  http: NetworkHttp,
  holds: () => boolean,
  signal: AbortSignal,
  now: () => Date,
  told: (room: Room) => void,
): Wire {
  let wrote = false
  let closedForMs = 0
  return {
    http: async (request) => {
      if (!holds() || signal.aborted) throw new LostHold()
      if (request.writes) wrote = true
      const answer = await http({ ...request, signal: request.signal ?? signal })
      const room = roomTold(answer.headers, now())
      closedForMs = room.closedForMs
      told(room)
      return answer
    },
    wrote: () => wrote,
    closedForMs: () => closedForMs,
  }
}

export type Told<T> = { failure?: undefined; result: T } | { failure: NetworkFailure }

/** Every way in which an act may end, as a value. */
export async function toldBy<T>(wire: Wire, act: () => Promise<T>): Promise<Told<T>> {
  try {
    return { result: await act() }
  } catch (error) {
    return { failure: failureOf(error, wire) }
  }
}

/**
 * What an act threw, as a network's failure. A defect of ours before anything was written is safe to try again;
 * after that nobody knows what was done.
 */
function failureOf(error: unknown, wire: Wire): NetworkFailure {
  if (error instanceof NetworkFailure) return error
  const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  const kind = wire.wrote() ? 'unknown-outcome' : 'network-down'
  return new NetworkFailure(kind, reason, { cause: error, evidence: { note: reason.slice(0, 300) } })
}
