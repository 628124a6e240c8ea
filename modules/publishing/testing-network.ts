import { NetworkFailure } from '../../kernel/failure.ts'
import { type Composing, defineComposing } from '../../networks/compose.ts'
import {
  type Again,
  defineNetwork,
  type Edit,
  type Network,
  type Step,
  type StepRole,
} from '../../networks/contract.ts'

/** What the scripted network does with one call. `lost` did it and never answered, `cut` did not and never answered. */
export type Behaviour = 'take' | 'lost' | 'cut' | 'refuse' | 'slow' | 'down' | 'expired'
export type Seen = { text: string; key: string; at: number; step: string }

export type Scripted = {
  network: Network
  /** What stands there now, by key where it keeps them. */
  standing: Map<string, Seen>
  calls: Seen[]
  looks: number
  /** For a text, the behaviours of its calls one after the other; `take` after the last. */
  script: Map<string, Behaviour[]>
  /** Called while the network has done it and has not answered yet. */
  during: (seen: Seen) => Promise<void>
}

export function scriptedNetwork(given: {
  again: Again
  finds?: 'surely' | 'unsure'
  id?: string
  removes?: boolean
  /** Has it an inbox whose comments and messages, for a day, can be answered, also with files? */
  answers?: boolean
  edits?: boolean
}): Scripted {
  const scripted: Scripted = {
    ...{ network: undefined as never, standing: new Map(), calls: [], looks: 0, script: new Map() },
    during: async () => {},
  }
  const call = async (step: string, text: string, key: string) => {
    const behaviour = scripted.script.get(text)?.shift() ?? 'take'
    const seen = { text, key, at: Date.now(), step }
    scripted.calls.push(seen)
    if (behaviour === 'take' || behaviour === 'lost') {
      const name = given.again.way === 'same-key' ? key : `${key} ${scripted.calls.length}`
      if (!scripted.standing.has(name)) scripted.standing.set(name, seen)
      await scripted.during(seen)
    }
    if (behaviour !== 'take') throw failureAs(behaviour)
    return { ref: { id: `r ${key}`, url: `https://scripted.example/${encodeURIComponent(text)}` } }
  }
  const said = (name: string, role: StepRole, text: string): Step => ({
    ...{ name, role, again: given.again, run: (_call, key) => call(name, text, key) },
    ...(given.finds
      ? {
          find: async (_call, key) => {
            scripted.looks += 1
            const there = [...scripted.standing.values()].some((one) => one.key === key)
            if (there) return { found: true, result: { ref: { id: `r ${key}` } } }
            return { found: false, sure: given.finds === 'surely' }
          },
        }
      : {}),
  })
  const later = (name: string, role: StepRole, text: string | undefined): Step[] =>
    text ? [{ name, role, again: given.again, run: (_call, key) => call(name, text, key) }] : []
  const edit: Edit['run'] = async (_call, ref, content) => {
    const text = content.parts[0]?.text ?? ''
    const behaviour = scripted.script.get(text)?.shift() ?? 'take'
    if (behaviour !== 'take') throw failureAs(behaviour)
    for (const seen of scripted.standing.values()) if (`r ${seen.key}` === ref.id) seen.text = text
    return {}
  }
  scripted.network = defineNetwork({
    ...{
      composing: { ...composing, id: given.id ?? 'scripted' },
      authority: 'documentation-verified',
      connect: [],
      rates: [],
    },
    health: async () => ({ name: '', handle: '', facts: {} }),
    publish: {
      steps: (content) => [
        ...content.parts.map((part, n) =>
          n === 0 ? said('post', 'post', part.text) : said(`thread-${n}`, 'thread', part.text),
        ),
        ...later('comment', 'comment', content.firstComment),
        ...later('pin', 'finish', content.options.pin === true ? 'pin' : undefined),
      ],
    },
    ...(given.answers
      ? {
          inbox: {
            kinds: ['comment', 'message'],
            reply: (_to, text) => said('reply', 'post', text),
            // As of a messenger: each file is a message of its own, and one that is lost cannot be looked for.
            replyWith: (_to, text, media) => [
              ...media.map(
                (_file, n): Step => ({ ...said(`file-${n}`, 'prepare', `${text} ${n}`), again: { way: 'never' } }),
              ),
              said('reply', 'post', text),
            ],
            replyUntil: (to) => (to.kind === 'message' ? new Date(to.at.getTime() + 86_400_000) : undefined),
          },
        }
      : {}),
    ...(given.edits ? { edit: { may: ['text' as const], run: edit } } : {}),
    ...(given.removes === false
      ? {}
      : {
          remove: async (_call, ref) => {
            for (const [name, seen] of scripted.standing) if (`r ${seen.key}` === ref.id) scripted.standing.delete(name)
            return 'removed'
          },
        }),
  })
  return scripted
}

function failureAs(behaviour: Exclude<Behaviour, 'take'>): NetworkFailure {
  if (behaviour === 'lost' || behaviour === 'cut')
    return new NetworkFailure('unknown-outcome', 'the connection was cut')
  if (behaviour === 'refuse') return new NetworkFailure('rejected', 'this is not wanted here')
  if (behaviour === 'slow') return new NetworkFailure('slow-down', 'too many', { retryAfterMs: 700 })
  if (behaviour === 'expired') return new NetworkFailure('reconnect', 'the token was revoked')
  return new NetworkFailure('network-down', 'nobody answers')
}

const composing: Composing = defineComposing({
  ...{ id: 'scripted', name: 'Scripted', color: '#000000', options: [] },
  can: {
    ...{ thread: true, firstComment: false, poll: false, alt: false, focus: false, card: false },
    ...{ editPublished: false, removePublished: true, schedule: false },
  },
  limits: () => ({
    text: [{ unit: 'networks.units.graphemes', max: 300, count: (text) => [...text].length }],
    ...{
      textRequired: 'always',
      parts: { max: 25 },
      media: { perPart: 0, mix: 'any', altMax: 0 },
      card: 'none',
      source: '',
    },
  }),
  spans: () => [],
})
