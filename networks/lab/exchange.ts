import type { Description, Violation } from './description.ts'
import type { Fault, Faults } from './faults.ts'
import type { LabAnswer, LabHandle, LabNetwork, LabRequest, LabUpgrade } from './network.ts'
import type { Limiter } from './rates.ts'
import { createRouter, type LabRoute, type Router } from './router.ts'
import type { Verdict } from './server.ts'

/** One mounted network: what an arriving request meets, in this order: route, description, fault, handler, description, fault. */
export type Mounted = {
  id: string
  router: Router
  handle: LabHandle | undefined
  description: Description | undefined
  upgrades: Map<string, LabUpgrade>
  limiter: Limiter | undefined
  /** How many calls it refused because they were too many; those that a fault refused are none of them. */
  tooMany: number
  deliversForMs: number | undefined
}

export const emptyMount = (
  { id, deliversForMs }: Pick<LabNetwork, 'id' | 'deliversForMs'>,
  description?: Description,
  limiter?: Limiter,
): Mounted => ({
  id,
  deliversForMs,
  router: createRouter(),
  handle: undefined,
  description,
  upgrades: new Map(),
  limiter,
  tooMany: 0,
})

export type ExchangeRules = {
  faults: Faults
  latencyMs: number
  strict: boolean
  violated: (violation: Violation) => void
}

export async function exchangeWith(mounted: Mounted, request: LabRequest, rules: ExchangeRules): Promise<Verdict> {
  const { handle } = mounted
  if (!handle) throw new Error(`${mounted.id} is not mounted yet`)
  const matched = mounted.router.match(request.method, request.path)
  if (matched) Object.assign(request.params, matched.params)
  const refused = refusal(mounted, matched?.route, request, rules)
  if (refused) return { answer: refused }
  if (!matched) return { answer: handle.broken(404, request) }

  const account = () => handle.accountOf(request)
  const fault = rules.faults.strike({ network: mounted.id, method: request.method, path: request.path, account })
  const early = fault ? await before(fault, handle, request) : undefined
  if (early) return early
  if (rules.latencyMs) await wait(rules.latencyMs / 2)
  const breach = matched.route.described ? mounted.limiter?.(request, account()) : undefined
  const given = breach ? handle.tooMany(breach.retryAfterS, request) : await matched.route.handler(request)
  if (breach || given.status === 429 || given.status === 420) mounted.tooMany += 1
  const answer = checked(mounted, matched.route, request, given, rules)
  if (rules.latencyMs) await wait(rules.latencyMs / 2)
  return fault?.when === 'after-commit' ? spoiled(fault, handle, request, answer) : { answer }
}

function refusal(
  mounted: Mounted,
  route: LabRoute | undefined,
  request: LabRequest,
  rules: ExchangeRules,
): LabAnswer | undefined {
  if (!rules.strict || (route && !route.described)) return undefined
  const problems = route
    ? (mounted.description?.checkRequest(route.pattern, request) ?? [])
    : [`unknown operation: ${request.method} ${request.path}`]
  if (problems.length === 0) return undefined
  rules.violated({ network: mounted.id, side: 'request', method: request.method, path: request.path, problems })
  return { status: 400, json: { error: `The description does not allow this: ${problems.join('; ')}`, problems } }
}

/** Troubles that come before the handler; undefined lets the handler run. */
async function before(fault: Fault, handle: LabHandle, request: LabRequest): Promise<Verdict | undefined> {
  if (fault.act === 'expire-token') handle.expireToken(request)
  if (fault.act === 'still-processing') request.stillProcessing = true
  if (fault.act === 'rate-limit')
    return { answer: handle.tooMany(fault.retryAfterS === undefined ? 60 : fault.retryAfterS, request) }
  if (fault.when === 'after-commit') return undefined
  if (fault.act === 'delay') {
    await wait(fault.delayMs ?? 0)
    return fault.when === 'no-commit' ? { drop: true } : undefined
  }
  return ending(fault, handle, request)
}

async function spoiled(fault: Fault, handle: LabHandle, request: LabRequest, answer: LabAnswer): Promise<Verdict> {
  if (fault.act === 'delay') await wait(fault.delayMs ?? 0)
  return ending(fault, handle, request) ?? { answer }
}

function ending(fault: Fault, handle: LabHandle, request: LabRequest): Verdict | undefined {
  if (fault.act === 'drop') return { drop: true }
  if (fault.act === 'half-open') return { silence: true }
  if (fault.act === 'status') return { answer: handle.broken(fault.status ?? 500, request) }
  if (fault.act === 'garbage')
    return { answer: { status: 200, headers: { 'content-type': 'text/html' }, body: '<html><body>upstream {"id":"1' } }
  return undefined
}

function checked(
  mounted: Mounted,
  route: LabRoute,
  request: LabRequest,
  answer: LabAnswer,
  rules: ExchangeRules,
): LabAnswer {
  if (!rules.strict || !route.described || !mounted.description) return answer
  const problems = mounted.description.checkAnswer(route.pattern, request, answer)
  if (problems.length === 0) return answer
  rules.violated({ network: mounted.id, side: 'answer', method: request.method, path: request.path, problems })
  return { status: 500, json: { error: `The emulator's answer is not as described: ${problems.join('; ')}`, problems } }
}

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))
