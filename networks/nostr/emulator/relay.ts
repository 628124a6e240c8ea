import type { LabAnswer, LabRequest } from '../../lab/network.ts'
import { inBook } from './book.ts'
import { letPeopleAct } from './people.ts'
import { type Desk, type EmEvent, nowSeconds } from './state.ts'

export const contentMax = 8196
const frames = (...list: unknown[][]): LabAnswer => ({ status: 200, json: list })
const hex = (value: unknown, length: number) =>
  typeof value === 'string' && value.length === length && /^[0-9a-f]+$/.test(value)

function isShaped(event: EmEvent): boolean {
  const tagged =
    Array.isArray(event.tags) &&
    event.tags.every((tag) => Array.isArray(tag) && tag.every((one) => typeof one === 'string'))
  const known = Object.keys(event).sort().join() === 'content,created_at,id,kind,pubkey,sig,tags'
  return (
    known &&
    hex(event.id, 64) &&
    hex(event.pubkey, 64) &&
    hex(event.sig, 128) &&
    Number.isInteger(event.kind) &&
    Number.isInteger(event.created_at) &&
    typeof event.content === 'string' &&
    tagged
  )
}

/** `["EVENT", event]`, answered by `["OK", id, taken, words]`. */
export async function takeEvent(desk: Desk, request: LabRequest): Promise<LabAnswer> {
  const event = (request.body as unknown[])[1] as EmEvent
  const no = (words: string) => frames(['OK', event.id ?? '', false, words])
  if (!isShaped(event)) return no('invalid: the event is not well formed')
  const { isGenuine } = await import('../nip01.ts')
  if (!isGenuine(event)) return no('invalid: bad signature')
  const { state } = desk.kept
  if (state.blocked.has(event.pubkey)) return no('restricted: this key may not write here any more')
  if (event.created_at > nowSeconds(desk) + 900) return no('invalid: created_at is too far in the future')
  const written = event.kind === 1 || event.kind === 30_023
  if (written && [...event.content].length > contentMax)
    return no(`invalid: content is too long, at most ${contentMax}`)
  if (state.gone.has(`${event.pubkey} ${event.id}`)) return no('blocked: its author asked for its removal')
  if (state.events.has(event.id)) return frames(['OK', event.id, true, 'duplicate: already have this event'])
  const act = await inBook(desk, event)
  if (state.events.has(event.id)) return frames(['OK', event.id, true, 'duplicate: already have this event'])
  desk.kept.commit({ do: 'event', event }, act[0])
  for (const tell of desk.live) tell(event)
  for (const more of act.slice(1)) desk.kept.commit({ do: 'acted', what: `${event.id} ${more.objectId}` }, more)
  return frames(['OK', event.id, true, ''])
}

type Filter = Record<string, unknown>

/** `["REQ", name, filter…]`: what is there, then `EOSE`. */
export async function findEvents(desk: Desk, request: LabRequest): Promise<LabAnswer> {
  const [, name, ...filters] = request.body as [string, string, ...Filter[]]
  if (
    typeof name !== 'string' ||
    filters.length === 0 ||
    filters.some((one) => typeof one !== 'object' || one === null)
  )
    return frames(['NOTICE', 'invalid: a request needs a name and filters'])
  const unknown = filters
    .flatMap((one) => Object.keys(one))
    .find((key) => !/^(ids|authors|kinds|since|until|limit|search|#[a-zA-Z])$/.test(key))
  if (unknown) return frames(['CLOSED', name, `invalid: unknown filter ${unknown}`])
  await letPeopleAct(desk)
  const found = new Map(filters.flatMap((filter) => matching(desk, filter)).map((event) => [event.id, event]))
  return frames(...[...found.values()].map((event) => ['EVENT', name, event]), ['EOSE', name])
}

/** NIP-45. */
export async function countEvents(desk: Desk, request: LabRequest): Promise<LabAnswer> {
  const [, name, filter] = request.body as [string, string, Filter]
  return frames(['COUNT', name, { count: matching(desk, { ...filter, limit: 1_000_000 }).length }])
}

function matching({ kept }: Desk, filter: Filter): EmEvent[] {
  const hits = [...kept.state.events.values()].filter((event) =>
    Object.entries(filter).every(([name, value]) => isMet(event, name, value)),
  )
  const newest = hits.sort((a, b) => b.created_at - a.created_at || (a.id < b.id ? -1 : 1))
  return newest.slice(0, Math.min(500, Number(filter.limit ?? 500)))
}

/** Would this event be told to who asked so? */
export const isWanted = (event: EmEvent, filters: Filter[]): boolean =>
  filters.some((filter) => Object.entries(filter).every(([name, value]) => isMet(event, name, value)))

function isMet(event: EmEvent, name: string, value: unknown): boolean {
  if (name === 'limit') return true
  if (name === 'since') return event.created_at >= Number(value)
  if (name === 'until') return event.created_at <= Number(value)
  if (name === 'search')
    return (
      [1, 30_023].includes(event.kind) &&
      String(value)
        .toLowerCase()
        .split(/\s+/)
        .every((word) => event.content.toLowerCase().includes(word))
    )
  const among = Array.isArray(value) ? value : []
  if (name === 'ids') return among.includes(event.id)
  if (name === 'authors') return among.includes(event.pubkey)
  if (name === 'kinds') return among.includes(event.kind)
  return event.tags.some((tag) => tag[0] === name.slice(1) && among.includes(tag[1]))
}
