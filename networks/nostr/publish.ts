import { NetworkFailure } from '../../kernel/failure.ts'
import type { AccountAccess, Again, Call, PreparedContent, Publish, RemoteRef, Step, StepsDone } from '../contract.ts'
import { type Stored, uploadStep } from './blossom.ts'
import { isArticle } from './compose.ts'
import { asJson, isEvent, type NostrEvent, secondsOf } from './events.ts'
import { keyFrom, signed } from './keys.ts'
import { addressOf, signAll } from './notes.ts'
import { find, give, wireOf } from './relays.ts'

/** The hash of a signed event is its name for ever: given again, it stands once. Ten years stand for ever. */
export const forEver: Again = { way: 'same-key', forMs: 10 * 365 * 86_400_000 }

export const publish: Publish = {
  steps: (content, account) => [
    ...content.parts.flatMap((part, at) => part.media.map((file, index) => uploadStep(fileName(at, index), file))),
    ...(content.files?.cover && isArticle(content) ? [uploadStep('cover', content.files.cover)] : []),
    signStep(content, account),
    ...content.parts.map((_, at) => giveStep(at === 0 ? 'post' : `thread-${at}`, at === 0 ? 'post' : 'thread', at)),
    ...(content.firstComment?.trim() ? [giveStep('comment', 'comment', content.parts.length)] : []),
  ],
}

const fileName = (part: number, index: number) => `media-${part}-${index}`

/** Signed once and kept: only what was signed is ever given. */
function signStep(content: PreparedContent, account: AccountAccess): Step {
  return {
    name: 'sign',
    role: 'prepare',
    again: { way: 'harmless' },
    run: async (call, key, done) => {
      const own = await keyFrom(account.secrets.nsec ?? '')
      const stored = content.parts.map((part, at) => part.media.map((_, index) => storedIn(done, fileName(at, index))))
      const cover = done.cover ? storedIn(done, 'cover') : undefined
      const events = await signAll(
        { content, stored, ...(cover ? { cover } : {}) },
        own,
        call.clock.now(),
        key,
        account.server,
      )
      return { data: { events: events.map(asJson) } }
    },
  }
}

function storedIn(done: StepsDone, name: string): Stored {
  const { url, x, m, dim, alt } = done[name]?.data ?? {}
  if (typeof url !== 'string' || typeof x !== 'string' || typeof m !== 'string')
    throw new NetworkFailure('rejected', `the file of the step ${name} was not brought`)
  return { url, x, m, ...(typeof dim === 'string' ? { dim } : {}), ...(typeof alt === 'string' ? { alt } : {}) }
}

const giveStep = (name: string, role: Step['role'], at: number): Step => ({
  name,
  role,
  again: forEver,
  run: async (call, _key, done) => {
    const event = signedIn(done, at)
    await give(wireOf(call), [event])
    return { ref: await refOf(event) }
  },
  find: async (call, _key, done) => {
    const event = signedIn(done, at)
    const found = await find(wireOf(call), [{ ids: [event.id] }])
    return found.length > 0 ? { found: true, result: { ref: await refOf(event) } } : { found: false, sure: true }
  },
})

function signedIn(done: StepsDone, at: number): NostrEvent {
  const events = done.sign?.data?.events
  const event: unknown = Array.isArray(events) ? events[at] : undefined
  if (isEvent(event)) return event
  throw new NetworkFailure('rejected', 'it was not signed')
}

export async function refOf(event: NostrEvent): Promise<RemoteRef> {
  const { mostBytes, naddrOf, neventOf } = await import('./nip19.ts')
  const identifier = event.tags.find((tag) => tag[0] === 'd')?.[1]
  const { id, kind, pubkey } = event
  const byId = { id, url: `https://njump.me/${neventOf(event)}` }
  if (kind < 30_000 || identifier === undefined) return byId
  const more = { address: addressOf(event) }
  if (Buffer.byteLength(identifier) > mostBytes) return { ...byId, more }
  return { id, url: `https://njump.me/${naddrOf({ identifier, kind, pubkey })}`, more }
}

/** One event of the moment, signed and given: for acts that say the same when they are repeated. */
export async function giveNow(
  call: Call,
  draft: { kind: number; tags: string[][]; content: string },
): Promise<NostrEvent> {
  const { secret } = await keyFrom(call.account.secrets.nsec ?? '')
  const event = await signed({ ...draft, created_at: secondsOf(call.clock.now()) }, secret)
  await give(wireOf(call), [event])
  return event
}
