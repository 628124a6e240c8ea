import { movableClock } from '../../kernel/clock.ts'
import { createLog } from '../../kernel/log.ts'
import { withFreshAccount } from '../../modules/brand/index.ts'
import { startWorker } from '../../modules/publishing/index.ts'
import type { Network } from '../../networks/contract.ts'
import { openWorld } from '../../server/open-world.ts'
import { configFor } from '../desk.ts'

/** A worker as the product runs it, in a process that can be killed. Only its wire says which process calls. */
export type WorkerGiven = {
  dataDir: string
  databaseUrl: string
  labOrigin: string
  masterKey: string
  /** Test only: a key of its own for every try, which no network can know again. */
  break: 'nothing' | 'key'
}

const given = JSON.parse(process.argv[2] ?? '') as WorkerGiven
const config = { ...configFor(given.dataDir, given.labOrigin), masterKey: Buffer.from(given.masterKey, 'hex') }
const { world } = await openWorld(config, createLog(config.logLevel), given.databaseUrl)
const clock = movableClock()
const http: typeof world.http = (request) =>
  world.http({ ...request, headers: { ...request.headers, 'x-worker': String(process.pid) } })
const worker = startWorker(
  { ...world, clock, http, networks: given.break === 'key' ? brokenRegistry() : world.networks },
  { withAccount: (id, act) => withFreshAccount(world, id, act), atOnce: 8 },
)

process.on('message', (message: { moveClockByMs?: number; calmClock?: true; stop?: true }) => {
  if (message.moveClockByMs !== undefined) clock.moveBy(message.moveClockByMs)
  if (message.calmClock) clock.moveTo(new Date())
  if (message.stop) void worker.stop().then(() => process.exit(0))
})
process.on('disconnect', () => process.exit(0))
process.send?.({ ready: true })

function brokenRegistry(): typeof world.networks {
  const broken = (network: Network): Network => ({
    ...network,
    publish: {
      steps: (content, account) =>
        network.publish.steps(content, account).map((step) => ({
          ...step,
          again: { way: 'harmless' },
          run: (call, key, done) => step.run(call, `${key}:${Math.random()}`, done),
        })),
    },
  })
  return { all: world.networks.all.map(broken), get: (id) => broken(world.networks.get(id)) }
}
