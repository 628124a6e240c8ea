import { movableClock } from '../kernel/clock.ts'
import { readConfig } from '../kernel/config.ts'
import { findMigrations, migrate } from '../kernel/db/migrate.ts'
import { createEvents } from '../kernel/events.ts'
import { runJobs } from '../kernel/jobs.ts'
import { deliverEvents, registerListeners } from '../kernel/listen.ts'
import { createLog } from '../kernel/log.ts'
import { createMail, sendMailJob } from '../kernel/mail.ts'
import { withFreshAccount } from '../modules/brand/index.ts'
import { startWorker } from '../modules/publishing/index.ts'
import { openDatabase } from '../server/database.ts'
import { startHttp } from '../server/http/start.ts'
import { loadModules } from '../server/load-modules.ts'
import { openWorld } from '../server/open-world.ts'
import { startPractice } from '../server/practice.ts'

/**
 * A desk put together as the product does it, but for its clock: its worker believes the practice network's, which
 * `POST /_lab/clock` moves. So a month passes in a minute, and the product itself needs no switch for it.
 */
const clock = movableClock()
const config = readConfig(process.env)
const log = createLog(config.logLevel)
const database = await openDatabase(config, log)
const practice = await startPractice(config, clock)
const opened = await openWorld(config, log, database.url, practice)
const world = {
  ...opened.world,
  ...{ clock, mail: createMail(config, clock), events: createEvents(opened.world.db, clock) },
}
const modules = await loadModules()
const listeners = modules.flatMap((one) => one.listeners ?? [])
await migrate(world.pool, await findMigrations())
await registerListeners(
  world.db,
  listeners.map((one) => one.name),
)
const running = [
  runJobs(world, [sendMailJob, ...modules.flatMap((one) => one.jobs ?? [])]),
  deliverEvents(world, listeners),
  startWorker(world, { withAccount: (id, act) => withFreshAccount(world, id, act), agreeing: false }),
  await startHttp(world, modules),
]
console.log(`Ready at ${config.publicUrl}`)

process.once('SIGTERM', async () => {
  for (const one of running.reverse()) await one.stop()
  await opened.close()
  await practice.close()
  await database.stop()
  process.exit(0)
})
