import type { LedgerAct } from '../../lab/ledger.ts'
import { type Desk, type EmEvent, secretOf } from './state.ts'

/** What an event means to the oracle; nothing where it is not an account's of the lab. */
export async function inBook(desk: Desk, event: EmEvent): Promise<LedgerAct[]> {
  const message = event.kind === 1059 || event.kind === 4 ? await messageIn(desk, event) : []
  if (message.length > 0) return message
  const account = [...desk.kept.state.accounts.values()].find((one) => one.pubkey === event.pubkey)?.handle
  if (!account) return []
  const act = (kind: LedgerAct['kind'], more: Partial<LedgerAct> = {}): LedgerAct => ({
    account,
    kind,
    objectId: event.id,
    ...more,
  })
  const spoken = { text: event.content, key: event.id, fingerprint: event.id }
  const named = event.tags.find((tag) => tag[0] === 'e')?.[1] ?? event.id
  switch (event.kind) {
    case 1:
      return [act(event.tags.some((tag) => tag[0] === 'e') ? 'comment' : 'create', spoken)]
    case 1111:
      return [act('comment', spoken)]
    case 30_023:
      return [act('create', spoken)]
    case 5:
      return event.tags.filter((tag) => tag[0] === 'e').map(([, id = '']) => act('remove', { objectId: id }))
    case 7:
      return [act('like', { objectId: named })]
    case 10_000:
      return [act(event.tags.length > 0 ? 'block' : 'unblock')]
    case 1984:
      return [act('report', { objectId: named })]
    default:
      return []
  }
}

/** The lab knows the keys of its people, so it can read what they were told. */
async function messageIn(desk: Desk, event: EmEvent): Promise<LedgerAct[]> {
  const to = event.tags.find((tag) => tag[0] === 'p')?.[1]
  const person = await personWith(desk, to)
  if (!person) return []
  const { accounts } = desk.kept.state
  const accountOf = (pubkey: string) => [...accounts.values()].find((one) => one.pubkey === pubkey)?.handle
  if (event.kind === 4) {
    const { decrypt } = await import('../nip04.ts')
    const text = decrypt(secretOf(person), event.pubkey, event.content)
    return inPrivate(desk, accountOf(event.pubkey), person, { id: event.id, text })
  }
  const { unwrap } = await import('../nip59.ts')
  const rumor = unwrap(event, secretOf(person))
  return inPrivate(desk, accountOf(rumor.pubkey), person, { id: rumor.id, text: rumor.content })
}

function inPrivate(
  { kept }: Desk,
  account: string | undefined,
  person: string,
  { id, text }: { id: string; text: string },
): LedgerAct[] {
  if (!account) return []
  const before = [...kept.state.told.values()].findLast((one) => one.person === person)
  if (!kept.state.told.has(id)) kept.commit({ do: 'told', told: { id, person, own: true, text, at: before?.at ?? 0 } })
  return [{ account, kind: 'message', objectId: id, text }]
}

const known = new Map<string, string>()

export async function pubkeyOf(handle: string): Promise<string> {
  const nip01 = await import('../nip01.ts')
  const found = known.get(handle) ?? nip01.pubkeyOf(secretOf(handle))
  known.set(handle, found)
  return found
}

async function personWith({ site }: Desk, pubkey: string | undefined): Promise<string | undefined> {
  for (const { handle } of site.people.all) if ((await pubkeyOf(handle)) === pubkey) return handle
  return undefined
}
