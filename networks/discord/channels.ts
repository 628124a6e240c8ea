import type { AccountFacts } from '../compose.ts'

/** A place of the server that the bot may write to, kept in the account's facts. */
export type Place = {
  id: string
  name: string
  kind: 'text' | 'announcement' | 'forum'
  tags?: { id: string; name: string }[]
  tagRequired?: boolean
}
export type ServerFacts = { botId: string; places: Place[]; boosts: number; readsWords: boolean }

export function serverOf(facts: AccountFacts): ServerFacts {
  const { botId, places, boosts, readsWords } = facts
  return {
    botId: typeof botId === 'string' ? botId : '',
    places: Array.isArray(places) ? (places as Place[]) : [],
    boosts: typeof boosts === 'number' ? boosts : 0,
    readsWords: readsWords !== false,
  }
}

/** Where a post goes: what was chosen, else the first place. */
export function placeOf(facts: AccountFacts, chosen: unknown): Place | undefined {
  const { places } = serverOf(facts)
  return places.find((one) => one.id === chosen) ?? places[0]
}
