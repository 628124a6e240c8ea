import { createHash } from 'node:crypto'
import type { JsonObject } from '../../../kernel/json.ts'
import type { LabRequest, LabSite } from '../../lab/lab.ts'
import type { Kept as KeptState } from '../../lab/network.ts'
import { showMessage } from './present.ts'
import type { Event, Kept, NewUpdate, State } from './state.ts'

/** What every method of the emulator is given. */
export type Desk = {
  site: LabSite
  kept: KeptState<State, Event>
  request: LabRequest
}

export const nowSeconds = ({ site }: Pick<Desk, 'site'>): number => Math.floor(site.clock.now().getTime() / 1000)
export const shown = ({ kept, site }: Pick<Desk, 'kept' | 'site'>, message: Kept): JsonObject =>
  showMessage(kept.state, message, site.people.byHandle)
export const nextMessage = (state: State, chat: number): number => (state.lastMessage.get(chat) ?? 0) + 1

/** The same for the same thing sent twice. */
export const fingerprint = (...parts: unknown[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 24)

/** Every bot in a chat that may hear of it: administrators, and in groups every member. */
export function listeners(state: State, chat: number): number[] {
  const inside = [...(state.places.get(chat) ?? [])].filter(
    ([, { status }]) => status === 'administrator' || status === 'member',
  )
  return inside.map(([bot]) => bot)
}

export const tellAll = (state: State, chat: number, kind: string, content: JsonObject): NewUpdate[] =>
  listeners(state, chat).map((bot) => ({ bot, kind, content }))
