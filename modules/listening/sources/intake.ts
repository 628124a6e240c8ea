import type { z } from 'zod'
import type { NetworkedWorld } from '../../../networks/world.ts'
import type { Told } from './heard.ts'

/** `secrets`: opened for as long as the reading lasts. `cursor`: of what was last kept; undefined at the very first. */
export type Reading<S> = {
  world: NetworkedWorld
  key: string
  settings: S
  secrets: Record<string, string>
  cursor: string | undefined
  signal: AbortSignal
}

/** `inMs`: when to ask again; 0 when more waits to be read. */
export type Answered = Told & { inMs: number }

type Way<S> =
  /** Runs for as long as anybody wants it; ends when the signal aborts. A batch is taken when the one before is kept. */
  | { way: 'follow'; follow: (reading: Reading<S>) => AsyncIterable<Told> }
  | { way: 'ask'; ask: (reading: Reading<S>) => Promise<Answered> }
  /** Others tell it; nothing is read. */
  | { way: 'told' }

/**
 * A way to hear what is said. One intake is read once, whoever wants it; its key begins with its kind. Failures are thrown,
 * as `NetworkFailure` where it is known when to come again, and are shown as the trouble of the intake.
 */
export type IntakeKind = { kind: string; settings: z.ZodType } & Way<unknown>

export function intakeKind<S>({
  kind,
  settings,
  ...way
}: { kind: string; settings: z.ZodType<S> } & Way<S>): IntakeKind {
  const read = (reading: Reading<unknown>): Reading<S> => ({ ...reading, settings: settings.parse(reading.settings) })
  if (way.way === 'follow') return { kind, settings, way: 'follow', follow: (reading) => way.follow(read(reading)) }
  if (way.way === 'ask') return { kind, settings, way: 'ask', ask: (reading) => way.ask(read(reading)) }
  return { kind, settings, way: 'told' }
}
