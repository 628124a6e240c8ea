import { discoverLabNetworks } from '../../networks/lab/discover.ts'
import type { Fault } from '../../networks/lab/faults.ts'
import { startLab } from '../../networks/lab/lab.ts'
import type { LabAnswer, LabNetwork, LabRequest } from '../../networks/lab/network.ts'
import { markersIn, type Run, type Trouble, troublesOf } from './plan.ts'
import { killsItsReader, positions } from './positions.ts'
import type { Asked } from './processes.ts'

/**
 * The lab of the fault harness: the real emulators, with a director who reads in each call which publication it is for and
 * makes the trouble that is planned for it. Kills strike the very process that called, named by a header of its wire; one
 * between the answer and its being written down strikes from within, when the answer has been read.
 */
const run = JSON.parse(process.argv[2] ?? '') as Run
const left = new Map<number, Trouble[]>()
const counts: Record<string, number> = {}
const met = new Set<number>()
const planned = new WeakMap<LabRequest, Trouble>()
/** Which publication it was that made something without words of its own, such as a container or a place to upload to. */
const made = new Map<string, number>()
/** What stands in answers to others, such as an account's own id, says nothing of a publication. */
const common = new Set<string>()
const names = /[\w:-]{6,}/g
let presenting: LabRequest | undefined

const networks = (await discoverLabNetworks()).map(directed)
const lab = await startLab({ networks, people: 'quiet', latencyMs: 20 })
const strike = lab.faults.strike
lab.faults.strike = (target) => {
  presenting = undefined
  target.account()
  const trouble = presenting && nextTrouble(presenting)
  return trouble ? asFault(trouble) : strike(target)
}

function directed(network: LabNetwork): LabNetwork {
  return {
    ...network,
    mount: (site) => {
      const handle = network.mount({
        ...site,
        on: (method, pattern, handler) =>
          site.on(method, pattern, async (request) => {
            const answer = await handler(request)
            remember(request, answer)
            const trouble = planned.get(request)
            if (trouble?.kind === 'kill' && trouble.when === 'committed') kill(request)
            if (trouble?.kind !== 'kill' || trouble.when !== 'answered') return answer
            return { ...answer, headers: { ...answer.headers, [killsItsReader]: 'yes' } }
          }),
      })
      const accountOf = handle.accountOf.bind(handle)
      handle.accountOf = (request) => {
        presenting = request
        return accountOf(request)
      }
      return handle
    },
  }
}

function nextTrouble(request: LabRequest): Trouble | undefined {
  if (request.method === 'GET' || !request.headers['x-worker']) return undefined
  const n = publicationOf(request)
  if (n === undefined) return undefined
  const troubles = left.get(n) ?? troublesOf(run, n)
  left.set(n, troubles)
  const [next] = troubles
  // A file on its way is not yet there.
  if (!next || (next.kind === 'kill' && next.when === 'uploaded' && isUploadAhead(request))) return undefined
  const trouble = troubles.shift()
  if (!trouble) return undefined
  met.add(n)
  planned.set(request, trouble)
  count(told(trouble, request))
  return trouble
}

/** By its own words, else by the name of something that was made for it before. */
function publicationOf(request: LabRequest): number | undefined {
  const marker = markersIn(spokenIn(request))[0]
  if (marker) return Number(marker.match(/\d+/)?.[0])
  const named = [request.path, JSON.stringify(request.query), JSON.stringify(request.body ?? '')].join(' ')
  for (const name of named.match(names) ?? []) {
    const n = made.get(name)
    if (n !== undefined) return n
  }
  return undefined
}

/** What an answer names belongs to the publication that asked, unless it was known before. */
function remember(request: LabRequest, { json, headers }: LabAnswer): void {
  const n = request.method === 'GET' ? undefined : publicationOf(request)
  for (const name of `${JSON.stringify(json ?? '')} ${headers?.location ?? ''}`.match(names) ?? []) {
    if (n === undefined) common.add(name)
    else if (/\d/.test(name) && !made.has(name) && !common.has(name)) made.set(name, n)
  }
}

/** Some networks take the file in the call that makes the post. */
const isUploadAhead = (request: LabRequest) => request.files.length > 0 && !/\/send[A-Z]/.test(request.path)

/** The texts of a call, wherever its network puts them; of an uploaded file, its description. */
const spokenIn = (request: LabRequest) => JSON.stringify(request.body ?? '')

function asFault(trouble: Trouble): Fault | undefined {
  if (trouble.kind === 'kill') {
    if (trouble.when === 'committed' || trouble.when === 'answered') return undefined
    if (presenting) kill(presenting)
    return { when: 'no-commit', act: 'drop' }
  }
  if (trouble.kind === 'late') return { when: 'after-commit', act: 'delay', delayMs: trouble.delayMs }
  if (trouble.kind === 'garbage') return { when: 'after-commit', act: 'garbage' }
  if (trouble.kind === 'rate-limit') return { when: 'no-commit', act: 'rate-limit', retryAfterS: trouble.retryAfterS }
  if (trouble.kind === 'expire-token') return { when: 'before-commit', act: 'expire-token' }
  return { act: trouble.kind, when: trouble.when, status: trouble.kind === 'status' ? trouble.status : undefined }
}

/** Straight from here, so that nothing comes between what the network did and the end of the caller. */
function kill(request: LabRequest): void {
  const pid = Number(request.headers['x-worker'])
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    count('call of a worker that was dead already')
  }
}

function told(trouble: Trouble, { files }: LabRequest): string {
  if (trouble.kind === 'half-open' && files.length > 0) return 'half-open upload'
  if (trouble.kind !== 'kill') return trouble.kind
  return positions[trouble.when === 'uploaded' && files.length > 0 ? 'arriving' : trouble.when]
}

const count = (what: string) => {
  counts[what] = (counts[what] ?? 0) + 1
}

process.on('message', (message: Asked & { question: number }) => {
  const { question } = message
  resultOf(message).then(
    (result) => process.send?.({ question, result }),
    (error) => process.send?.({ question, failed: String(error) }),
  )
})

async function resultOf(ask: Asked): Promise<unknown> {
  if ('told' in ask) return { counts, met: [...met] }
  if ('say' in ask) {
    const { comment, message } = lab.network(ask.say.network)
    if ('under' in ask.say) return { id: await comment?.(ask.say.under, ask.say.text) }
    return { id: await message?.(ask.say.to, ask.say.text) }
  }
  const { network, id } = ask.delivery
  const request = await lab.network(network).delivery?.(id, 'https://desk.example/hooks/door')
  return { body: JSON.parse(request?.body.toString('utf8') ?? 'null') }
}

process.on('disconnect', () => process.exit(0))
process.send?.({ origin: lab.origin })
