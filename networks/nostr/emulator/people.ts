import type { Answered } from '../../lab/deeds.ts'
import type { Speaker } from '../../lab/network.ts'
import { pubkeyOf } from './book.ts'
import { type Desk, type EmEvent, nowSeconds, secretOf, signedBy } from './state.ts'

const attentive = 14 * 24 * 3600

/** What people did about notes by now. */
export async function letPeopleAct(desk: Desk): Promise<void> {
  const { state } = desk.kept
  const own = new Set([...state.accounts.values()].map((one) => one.pubkey))
  const notes = [...state.events.values()].filter(
    (one) => own.has(one.pubkey) && one.kind === 1 && !one.tags.some((tag) => tag[0] === 'e'),
  )
  for (const [at, note] of notes.entries()) {
    if (nowSeconds(desk) - note.created_at > attentive) continue
    const seen = {
      key: `${note.pubkey}/${at}`,
      text: note.content,
      at: new Date(note.created_at * 1000),
      media: note.tags.some((tag) => tag[0] === 'imeta'),
    }
    for (const { id, kind, person, at: moment, ...more } of desk.site.people.reactionsTo(seen, desk.site.clock.now())) {
      const what = `${note.id} ${id}`
      if (state.acted.has(what)) continue
      desk.kept.commit({ do: 'acted', what })
      const created = Math.floor(moment.getTime() / 1000)
      if (kind !== 'vote' && kind !== 'follow') await introduce(desk, person.handle)
      if (kind === 'comment') await answer(desk, note, person.handle, 'text' in more ? more.text : '', { at: moment })
      if (kind === 'like') await act(desk, note, person.handle, 7, '+', created)
      if (kind === 'reshare') await act(desk, note, person.handle, 6, '', created)
    }
  }
}

const act = async (
  desk: Desk,
  note: EmEvent,
  handle: string,
  kind: number,
  content: string,
  created_at: number,
): Promise<void> => {
  const tags = [
    ['e', note.id],
    ['p', note.pubkey],
  ]
  desk.kept.commit({ do: 'event', event: await signedBy(secretOf(handle), { kind, tags, content, created_at }) })
}

/** Later than everything that stands, so that an order can be told by seconds. */
const latest = (desk: Desk) =>
  Math.max(
    nowSeconds(desk),
    ...[...desk.kept.state.events.values()].filter((one) => one.kind === 1).map((one) => one.created_at + 1),
  )

export async function answer(
  desk: Desk,
  to: EmEvent,
  handle: string,
  text: string,
  { at, picture }: Speaker = {},
): Promise<string> {
  const root = to.tags.find((tag) => tag[3] === 'root')
  const tags = [...(root ? [root, ['e', to.id, '', 'reply']] : [['e', to.id, '', 'root']]), ['p', to.pubkey]]
  const created_at = at ? Math.floor(at.getTime() / 1000) : latest(desk)
  const shown = picture ? snapshotOf(desk) : undefined
  const event = await signedBy(secretOf(handle), {
    kind: 1,
    tags: [...tags, ...(shown ? [shown.tag] : [])],
    content: shown ? `${text}\n${shown.url}` : text,
    created_at,
  })
  desk.kept.commit({ do: 'event', event })
  for (const tell of desk.live) tell(event)
  return event.id
}

/** Of their own accord, to everybody. */
export async function sayOpenly(desk: Desk, content: string, handle: string, { at }: Speaker = {}): Promise<string> {
  const created_at = at ? Math.floor(at.getTime() / 1000) : nowSeconds(desk)
  const tags = [...content.matchAll(/#([\p{L}\p{N}_]+)/gu)].map(([, tag = '']) => ['t', tag.toLocaleLowerCase()])
  const event = await signedBy(secretOf(handle), { kind: 1, tags, content, created_at })
  desk.kept.commit({ do: 'event', event })
  for (const tell of desk.live) tell(event)
  return event.id
}

/** NIP-92. */
function snapshotOf({ site }: Desk): { url: string; tag: string[] } {
  const { url, mime, alt, width, height } = site.people.snapshot()
  return { url, tag: ['imeta', `url ${url}`, `m ${mime}`, `dim ${width}x${height}`, `alt ${alt}`] }
}

/** A person asks relays to forget what they wrote. */
export async function takeBack(desk: Desk, id: string, at: Date): Promise<void> {
  const said = desk.kept.state.events.get(id)
  const handle = said && nameOf(desk, said.pubkey)
  if (!said || !handle) return
  const draft = { kind: 5, tags: [['e', id]], content: '', created_at: Math.floor(at.getTime() / 1000) }
  const event = await signedBy(secretOf(handle), draft)
  desk.kept.commit({ do: 'event', event })
  for (const tell of desk.live) tell(event)
}

/** As they introduced themselves. */
function nameOf({ kept }: Desk, pubkey: string): string | undefined {
  const about = [...kept.state.events.values()].find((one) => one.kind === 0 && one.pubkey === pubkey)
  return about && (JSON.parse(about.content) as { name?: string }).name
}

export function answered(desk: Desk, id: string): Answered | undefined {
  const { state } = desk.kept
  const told = state.told.get(id)
  if (told?.own) {
    const before = [...state.told.values()].findLast((one) => one.person === told.person && !one.own)
    const person = before && desk.site.people.byHandle(before.person)
    return person && { id: before.id, person, text: before.text, at: new Date(before.at * 1000) }
  }
  const said = state.events.get(id)
  const named = (mark: string) => said?.tags.find((tag) => tag[0] === 'e' && tag[3] === mark)?.[1]
  const before = said && state.events.get(named('reply') ?? named('root') ?? '')
  const person = before && desk.site.people.byHandle(nameOf(desk, before.pubkey) ?? '')
  return person && { id: before.id, person, text: before.content, at: new Date(before.created_at * 1000) }
}

/** As today's apps write privately; `old` as those of some years ago did. */
export async function whisper(
  desk: Desk,
  to: string,
  handle: string,
  text: string,
  { old = false, at }: { old?: boolean; at?: Date } = {},
): Promise<string> {
  const secret = secretOf(handle)
  const now = at ? Math.floor(at.getTime() / 1000) : nowSeconds(desk)
  const heard = (id: string) => {
    desk.kept.commit({ do: 'told', told: { id, person: handle, own: false, text, at: now } })
    return id
  }
  if (old) {
    const { encrypt } = await import('../nip04.ts')
    const event = await signedBy(secret, {
      kind: 4,
      tags: [['p', to]],
      content: encrypt(secret, to, text),
      created_at: now,
    })
    desk.kept.commit({ do: 'event', event })
    return heard(event.id)
  }
  const { rumorOf, wrap } = await import('../nip59.ts')
  const rumor = rumorOf({ kind: 14, content: text, tags: [['p', to]], created_at: now }, secret)
  desk.kept.commit({ do: 'event', event: wrap(rumor, secret, to, now) })
  return heard(rumor.id)
}

/** Who a person says they are. */
export async function introduce(desk: Desk, handle: string): Promise<void> {
  const pubkey = await pubkeyOf(handle)
  const stands = [...desk.kept.state.events.values()].some((one) => one.kind === 0 && one.pubkey === pubkey)
  if (stands) return
  const person = desk.site.people.byHandle(handle)
  const about = {
    name: handle,
    display_name: person?.name,
    picture: person ? desk.site.people.avatarUrl(person) : undefined,
  }
  desk.kept.commit({
    do: 'event',
    event: await signedBy(secretOf(handle), {
      kind: 0,
      tags: [],
      content: JSON.stringify(about),
      created_at: nowSeconds(desk),
    }),
  })
}
