import { movableClock } from '../../kernel/clock.ts'
import { createLog } from '../../kernel/log.ts'
import { withFreshAccount } from '../../modules/brand/index.ts'
import { startWorker } from '../../modules/publishing/index.ts'
import { openWorld } from '../../server/open-world.ts'
import { configFor } from '../desk.ts'
import { withoutFences, withoutKeys } from './broken.ts'
import type { Break } from './plan.ts'
import type { ClaimPosition } from './positions.ts'
import { striker } from './strike.ts'

/** A worker as the product runs it, in a process that can be killed. Only its wire says which process calls. */
export type WorkerGiven = {
  dataDir: string
  databaseUrl: string
  labOrigin: string
  masterKey: string
  /** Where networks fetch files. */
  publicUrl: string
  break: Break
  /** Where kills from within are written down. */
  strikesFile: string
}

const given = JSON.parse(process.argv[2] ?? '') as WorkerGiven
const config = {
  ...configFor(given.dataDir, given.labOrigin),
  ...{ masterKey: Buffer.from(given.masterKey, 'hex'), publicUrl: given.publicUrl },
}
const { world } = await openWorld(config, createLog(config.logLevel), given.databaseUrl)
const clock = movableClock()
const { arm, watched, reading } = striker(given.strikesFile)
const http = reading((request) =>
  world.http({ ...request, headers: { ...request.headers, 'x-worker': String(process.pid) } }),
)
const networks = given.break === 'key' ? withoutKeys(world.networks) : world.networks
const db = watched(given.break === 'fence' ? withoutFences(world.db) : world.db)
const worker = startWorker(
  { ...world, db, clock, http, networks },
  { withAccount: (id, act) => withFreshAccount(world, id, act), atOnce: 8 },
)

process.on('message', (message: { moveClockByMs?: number; calmClock?: true; strike?: ClaimPosition; stop?: true }) => {
  if (message.strike) arm(message.strike)
  if (message.moveClockByMs !== undefined) clock.moveBy(message.moveClockByMs)
  if (message.calmClock) clock.moveTo(new Date())
  if (message.stop) void worker.stop().then(() => process.exit(0))
})
process.on('disconnect', () => process.exit(0))
process.send?.({ ready: true })
