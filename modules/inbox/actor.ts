import type { Caller } from '../team/index.ts'

/** Who does something with a conversation: one of the brand's people, or a rule by its name. */
export type Actor = { kind: 'person'; caller: Caller } | { kind: 'rule'; ruleId: string; name: string }

export const personOf = (actor: Actor): string | null => (actor.kind === 'person' ? actor.caller.userId : null)
export const ruleOf = (actor: Actor): string | null => (actor.kind === 'rule' ? actor.name : null)
