import type { Random } from './random.ts'

/**
 * One trouble on demand. `when` says whether the network does what was asked:
 * `before-commit` troubles first and then does it (only `delay` and `expire-token` can), `no-commit` never does it,
 * `after-commit` does it and then spoils the answer.
 */
export type Fault = {
  network?: string
  method?: string
  /** Source of a regular expression over the path below the network's prefix. */
  path?: string
  account?: string
  when: 'before-commit' | 'after-commit' | 'no-commit'
  act: 'drop' | 'half-open' | 'delay' | 'status' | 'rate-limit' | 'expire-token' | 'still-processing' | 'garbage'
  status?: number
  delayMs?: number
  /** For `rate-limit`: seconds, or null for a network that does not tell. */
  retryAfterS?: number | null
  /** How often it strikes; absent means until removed. */
  times?: number
  /** In (0, 1]; absent means always. */
  probability?: number
}

export type ArmedFault = Fault & { id: number; struck: number }
export type Target = { network: string; method: string; path: string; account: () => string | undefined }

export type Faults = {
  add: (fault: Fault) => number
  remove: (id: number) => void
  clear: () => void
  list: () => ArmedFault[]
  /** The first armed fault that meets this request, counted as struck. */
  strike: (target: Target) => Fault | undefined
}

export function createFaults(random: Random): Faults {
  let armed: ArmedFault[] = []
  let last = 0
  return {
    add: (fault) => {
      refuseNonsense(fault)
      last += 1
      armed.push({ ...fault, id: last, struck: 0 })
      return last
    },
    remove: (id) => {
      armed = armed.filter((fault) => fault.id !== id)
    },
    clear: () => {
      armed = []
    },
    list: () => armed.map((fault) => ({ ...fault })),
    strike: (target) => {
      const hit = armed.find((fault) => meets(fault, target) && random.next() < (fault.probability ?? 1))
      if (!hit) return undefined
      hit.struck += 1
      if (hit.times !== undefined && hit.struck >= hit.times) armed = armed.filter((fault) => fault !== hit)
      return hit
    },
  }
}

function meets(fault: ArmedFault, target: Target): boolean {
  if (fault.network && fault.network !== target.network) return false
  if (fault.method && fault.method !== target.method) return false
  if (fault.path && !new RegExp(fault.path).test(target.path)) return false
  return fault.account === undefined || fault.account === target.account()
}

const moments: Fault['when'][] = ['before-commit', 'after-commit', 'no-commit']
const acts: Fault['act'][] = [
  'drop',
  'half-open',
  'delay',
  'status',
  'rate-limit',
  'expire-token',
  'still-processing',
  'garbage',
]

/** Faults also come from other processes, in any shape. */
function refuseNonsense(fault: Fault): void {
  if (!acts.includes(fault.act)) throw new Error(`a fault acts as one of ${acts.join(', ')}`)
  if (!moments.includes(fault.when)) throw new Error(`a fault comes at one of ${moments.join(', ')}`)
  if (fault.act === 'status' && fault.status === undefined) throw new Error('a status fault needs its status')
  if (fault.act === 'delay' && fault.delayMs === undefined) throw new Error('a delay fault needs delayMs')
  if (fault.times !== undefined && fault.times < 1) throw new Error('a fault strikes at least once')
  if (fault.path) new RegExp(fault.path)
}
