import type { Clock } from '../../kernel/clock.ts'
import { afterOpening } from './after-opening.ts'
import { afterPost } from './after-post.ts'
import type { Deed } from './deeds.ts'
import type { Journal } from './journal.ts'
import type { Ledger, LedgerEntry } from './ledger.ts'
import type { LabHandle, Speaker } from './network.ts'
import type { Cast } from './people.ts'
import { calmAfter, played, type Scene, type SceneKind } from './scenes.ts'
import { takeAnswer } from './take-answer.ts'

/**
 * The people of the lab going on by themselves: they take the account's answers, talk among themselves, write in private and play scenes.
 * Nothing waits on a timer: whatever is due by now happens when a network is next asked for something.
 */
export type Company = {
  catchUp: (network: string, handle: LabHandle) => Promise<void>
  /** Begins a scene now. Throws with what to do when there is no post it could play under. */
  play: (network: string, handle: LabHandle, wish: SceneWish) => Scene
  /** What came of each deed on this network so far; '' where nothing did. */
  deeds: (network: string) => { key: string; id: string }[]
}
export type SceneWish = { kind: SceneKind; account?: string; objectId?: string }

type Given = {
  clock: Clock
  cast: Cast
  ledger: Ledger
  journal: () => Journal
  sociable: () => boolean
  failed: (error: unknown) => void
}
type Remembered = { deed: string; id: string } | { scene: Scene }
/** What the company knows of one network. */
type Memory = {
  /** How many entries of the ledger it has seen. */
  seen: number
  ordinals: Map<string, number>
  /** When whom was answered. */
  answers: Map<string, Date[]>
  /** Who got which words. */
  words: Map<string, Set<string>>
  waiting: Deed[]
  scenes: Map<string, { scene: Scene; answers: number; staged: boolean }>
  /** Since when which account hears its people: those who write to it by themselves were thought of. */
  opened: Set<string>
  busy: Promise<void>
}

/** Under this name the journal keeps what the people did; no network is called so. */
const page = '_people'

export function createCompany(given: Given): Company {
  const { clock, cast, ledger, sociable } = given
  const memories = new Map<string, Memory>()
  let recalled: { done: Map<string, string>; scenes: Scene[] } | undefined
  const past = () => {
    recalled ??= recall(given.journal())
    return recalled
  }
  const memoryOf = (network: string): Memory => {
    const known = memories.get(network)
    if (known) return known
    const fresh = emptyMemory(past().scenes.filter((one) => one.network === network))
    memories.set(network, fresh)
    return fresh
  }
  const keep = (remembered: Remembered) =>
    given.journal().write({ network: page, at: clock.now().toISOString(), event: remembered })

  const add = (memory: Memory, deeds: Deed[]) => {
    const fresh = deeds.filter((deed) => !past().done.has(deed.key))
    if (fresh.length === 0) return
    memory.waiting = [...memory.waiting, ...fresh].sort((a, b) => b.at.getTime() - a.at.getTime())
  }
  const lookForOpened = (network: string, memory: Memory, handle: LabHandle) => {
    for (const one of handle.listening?.() ?? []) {
      const name = `${one.account} ${one.since}`
      if (memory.opened.has(name) || !sociable()) continue
      memory.opened.add(name)
      if (clock.now().getTime() - Date.parse(one.since) < attentiveMs) add(memory, afterOpening(network, one, cast))
    }
  }
  const look = (network: string, memory: Memory, handle: LabHandle) => {
    lookForOpened(network, memory, handle)
    for (const one of memory.scenes.values()) {
      if (!one.staged) add(memory, played(one.scene, cast, stageOf(handle)))
      one.staged = true
    }
    while (memory.seen < ledger.entries.length) {
      const entry = ledger.entries[memory.seen++]
      if (entry?.network === network && isSaid(entry))
        add(memory, heard(entry, memory, handle, cast, past().done, sociable(), clock.now()))
    }
  }
  const happen = async (network: string, memory: Memory, handle: LabHandle) => {
    look(network, memory, handle)
    for (let next = due(memory, clock.now()); next; next = due(memory, clock.now())) {
      const id = await done(next, handle, past().done, calmOf(memory, next)).catch((error: unknown) => {
        given.failed(error)
        return ''
      })
      past().done.set(next.key, id)
      keep({ deed: next.key, id })
      look(network, memory, handle)
    }
  }
  return {
    catchUp: (network, handle) => {
      const memory = memoryOf(network)
      const go = () => happen(network, memory, handle)
      memory.busy = memory.busy.then(go, go)
      return memory.busy
    },
    play: (network, handle, wish) => {
      const memory = memoryOf(network)
      const post = postFor(ledger, network, handle, wish)
      const id = `${wish.kind} ${network} ${memory.scenes.size + 1}`
      const { account, objectId, text = '' } = post
      const scene: Scene = { id, kind: wish.kind, network, account, objectId, text, at: clock.now().toISOString() }
      memory.scenes.set(id, { scene, answers: 0, staged: false })
      keep({ scene })
      return scene
    },
    deeds: (network) =>
      [...past().done]
        .filter(([key]) => key.split(' ').slice(0, 2).includes(network))
        .map(([key, id]) => ({ key, id })),
  }
}

function recall(journal: Journal): { done: Map<string, string>; scenes: Scene[] } {
  const done = new Map<string, string>()
  const scenes: Scene[] = []
  for (const { event } of journal.take(page)) {
    const remembered = event as Remembered
    if ('scene' in remembered) scenes.push(remembered.scene)
    else done.set(remembered.deed, remembered.id)
  }
  return { done, scenes }
}

const emptyMemory = (scenes: Scene[]): Memory => ({
  seen: 0,
  ordinals: new Map(),
  answers: new Map(),
  words: new Map(),
  waiting: [],
  scenes: new Map(scenes.map((scene) => [scene.id, { scene, answers: 0, staged: false }])),
  opened: new Set(),
  busy: Promise.resolve(),
})

const stageOf = ({ longestComment = 500, message }: LabHandle) => ({
  longest: longestComment,
  messages: message !== undefined,
})

const isSaid = ({ kind, account }: LedgerEntry) =>
  (kind === 'create' || kind === 'comment' || kind === 'message') && !account.startsWith('person')

/** What follows from something the account said. */
function heard(
  entry: LedgerEntry,
  memory: Memory,
  handle: LabHandle,
  cast: Cast,
  done: Map<string, string>,
  sociable: boolean,
  now: Date,
): Deed[] {
  const { network, account, objectId, text = '', kind } = entry
  const at = new Date(entry.at)
  const ordinal = (memory.ordinals.get(account) ?? 0) + 1
  memory.ordinals.set(account, ordinal)
  const key = `${network} ${account} ${ordinal}`
  const isFresh = now.getTime() - at.getTime() < attentiveMs
  const to = handle.answered?.(objectId)
  if (!to)
    return kind === 'create' && sociable && isFresh
      ? afterPost({ key, account, objectId, text, at }, cast, !!handle.message && !!handle.comment)
      : []
  for (const one of memory.scenes.values()) if (isOf(one.scene, to.id, done)) one.answers += 1
  const whom = `${account} ${to.person.handle}`
  const earlier = (memory.answers.get(whom) ?? []).filter((one) => at.getTime() - one.getTime() < conversationMs)
  memory.answers.set(whom, [...earlier, at])
  const others = memory.words.get(folded(text)) ?? new Set<string>()
  const copies = others.has(whom) ? others.size - 1 : others.size
  memory.words.set(folded(text), others.add(whom))
  const given = {
    key,
    account,
    objectId,
    text,
    at,
    inPrivate: kind === 'message' || to.inPrivate === true,
    to,
    before: earlier.length,
    copies,
  }
  return sociable && isFresh ? takeAnswer(given, cast.voices) : []
}

/** Who is answered again within it is still in the same conversation. */
const conversationMs = 6 * 3_600_000

/** Nobody goes back to what is older when they first see it. */
const attentiveMs = 3 * 24 * 3_600_000

const folded = (text: string) =>
  text
    .toLowerCase()
    .replace(/@\S+/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

const isOf = (scene: Scene, id: string, done: Map<string, string>) => {
  for (const [key, made] of done) if (made === id && key.startsWith(`${scene.id} `)) return true
  return false
}

function due(memory: Memory, now: Date): Deed | undefined {
  const next = memory.waiting.at(-1)
  return next && next.at <= now ? memory.waiting.pop() : undefined
}

const calmOf = ({ scenes }: Memory, deed: Deed) => calmAfter(scenes.get(deed.scene ?? '')?.answers ?? 0)

/** Does it and gives the id of what came of it; '' where nothing did: the parent is gone, or the person keeps silent. */
async function done(deed: Deed, handle: LabHandle, made: Map<string, string>, calm: number): Promise<string> {
  const by: Speaker = { person: deed.person, at: deed.at, ...('picture' in deed ? { picture: deed.picture } : {}) }
  if (deed.does === 'message') return (await handle.message?.(deed.to, deed.text, by)) ?? ''
  if (deed.does === 'comment') {
    if (deed.patience !== undefined && deed.patience < calm) return ''
    const under = 'id' in deed.under ? deed.under.id : made.get(deed.under.deed)
    const say = handle.comment ?? handle.goOn
    return under && say ? say(under, deed.text, by) : ''
  }
  const id = made.get(deed.what)
  if (!id) return ''
  if (deed.does === 'edit') await handle.edit?.(id, deed.text, deed.at)
  else await handle.erase?.(id, deed.at)
  return id
}

/** The posts of a network's accounts, newest last: what a scene can play under. */
export function postsOn(ledger: Ledger, network: string, handle: LabHandle): LedgerEntry[] {
  if (!handle.comment) return []
  return ledger.live(network).filter((one) => one.kind === 'create' && !handle.answered?.(one.objectId))
}

/** The post that is wished, or the newest that stands. */
function postFor(ledger: Ledger, network: string, handle: LabHandle, { account, objectId }: SceneWish): LedgerEntry {
  if (!handle.comment) throw new Error(`nobody can comment on ${network}`)
  const isOf = (one: LedgerEntry) =>
    account === undefined || [one.account, handle.handleOf?.(one.account)].includes(account)
  const own = postsOn(ledger, network, handle).filter(isOf)
  const found = objectId === undefined ? own.at(-1) : own.find((one) => one.objectId === objectId)
  if (found) return found
  const where = `${account ? `${account} on ` : ''}${network}`
  throw new Error(
    objectId ? `no post ${objectId} of ${where} stands` : `nothing of ${where} stands: publish a post first`,
  )
}
