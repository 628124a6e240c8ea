import { NetworkFailure } from '../../../kernel/failure.ts'
import { absentSince } from '../../absence.ts'
import type { Call, Found, Step, StepResult, StepsDone } from '../../contract.ts'
import { ask, askIfThere, type GraphWire, madeId, type Params } from './wire.ts'

/** A container is seen by nobody, lives for a day, and can be shown once: that is what makes a second call safe. */
export type Containers = {
  wire: (call: Call) => GraphWire
  /** The path under which containers are made. */
  make: (call: Call) => string
  show: (call: Call) => string
  /** The field that tells a container's state, and the fields to ask for. */
  state: (told: Record<string, unknown>) => string
  fields: string
  /** The post that a shown container became. */
  became: (call: Call, done: StepsDone, since: Date) => Promise<Found>
  ref: (call: Call, id: string) => Promise<StepResult>
}

export const makeStep = (
  { wire, make }: Containers,
  name: string,
  params: (call: Call, done: StepsDone) => Promise<Params>,
): Step => ({
  name,
  role: 'prepare',
  again: { way: 'harmless' },
  run: async (call, _key, done) => {
    const made = await ask<{ id?: string }>(wire(call), {
      method: 'POST',
      path: make(call),
      params: await params(call, done),
    })
    return { data: { container: madeId(made) } }
  },
})

export const containerOf = (done: StepsDone, name: string): string => String(done[name]?.data?.container ?? '')

/** Waits until the files of these containers were taken in: `slow-down` while the network is at it. */
export const readyStep = (containers: Containers, name: string, of: string[]): Step => ({
  name,
  role: 'prepare',
  again: { way: 'harmless' },
  run: async (call, _key, done) => {
    for (const one of of) await assertReady(call, containers, containerOf(done, one))
    return {}
  },
})

type Told = Record<string, unknown> & { status?: unknown; error_message?: unknown }

export async function assertReady(call: Call, { wire, fields, state }: Containers, id: string): Promise<void> {
  const told = await ask<Told>(wire(call), { path: id, params: { fields } })
  const at = state(told)
  if (at === 'FINISHED' || at === 'PUBLISHED') return
  if (at === 'IN_PROGRESS')
    throw new NetworkFailure('slow-down', 'the network is still taking in the file', { retryAfterMs: 3000 })
  const why = [told.error_message, told.status].find((one) => typeof one === 'string' && one !== at)
  throw new NetworkFailure(
    'rejected',
    `the network could not take the file in (${at}): ${why ?? 'it does not say why'}`,
  )
}

/** Shows a container, once. */
export const showStep = (containers: Containers, name: string, role: 'post' | 'thread', of: string): Step => ({
  name,
  role,
  again: { way: 'look-first' },
  run: async (call, _key, done) => {
    const container = containerOf(done, of)
    const asked = {
      method: 'POST' as const,
      path: containers.show(call),
      params: { creation_id: container },
      writes: true,
    }
    const shown = await ask<{ id?: string }>(containers.wire(call), asked).catch((error: unknown) =>
      unlessShown(call, containers, container, error),
    )
    return containers.ref(call, madeId(shown))
  },
  find: async (call, _key, done, since) => {
    const { wire, fields, state, became } = containers
    const told = await ask<Told>(wire(call), { path: containerOf(done, of), params: { fields } })
    return state(told) === 'PUBLISHED' ? became(call, done, since) : absentSince(call, since)
  },
})

/** A container that is refused because it was shown already is the work of an earlier try, which can be looked for. */
async function unlessShown(
  call: Call,
  { wire, fields, state }: Containers,
  id: string,
  error: unknown,
): Promise<never> {
  if (!(error instanceof NetworkFailure) || error.kind !== 'rejected') throw error
  const told = await askIfThere<Told>(wire(call), { path: id, params: { fields } })
  if (!told || state(told) !== 'PUBLISHED') throw error
  throw new NetworkFailure('unknown-outcome', 'an earlier try has shown this already', {
    cause: error,
    evidence: error.evidence,
  })
}
