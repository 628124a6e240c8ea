import { mkdir } from 'node:fs/promises'
import type { Config, Role } from '../kernel/config.ts'
import { findMigrations, migrate } from '../kernel/db/migrate.ts'
import { runJobs } from '../kernel/jobs.ts'
import { deliverEvents, registerListeners } from '../kernel/listen.ts'
import { Held, lockFolder } from '../kernel/lock.ts'
import { createLog, type Log } from '../kernel/log.ts'
import { forgetMailsJob, sendMailJob } from '../kernel/mail.ts'
import type { Running } from '../kernel/module.ts'
import type { NetworkedWorld } from '../networks/world.ts'
import { openDatabase } from './database.ts'
import { forgetEventsJob } from './forget-events.ts'
import { startHttp } from './http/start.ts'
import { type DeskModule, loadModules } from './load-modules.ts'
import { openForRequests, openWorld } from './open-world.ts'
import { startPractice } from './practice.ts'
import { sweepFilesJob } from './sweep-files.ts'

/** A desk that runs. `failed` resolves with the reason when it cannot go on by itself. */
export type Desk = { address: string | undefined; failed: Promise<Error>; stop: () => Promise<void> }

/**
 * Starts everything in order: the data's lock, database, migrations, modules, then what the roles ask for. `tell` hears a
 * plain line for each. When one part fails, those before it are stopped again.
 */
export async function startDesk(
  config: Config,
  tell: (line: string) => void,
  webIsBuilt = Promise.resolve(),
): Promise<Desk> {
  const log = createLog(config.logLevel)
  const opened: Running[] = []
  const stop = async () => {
    for (const one of opened.splice(0).reverse()) await one.stop()
  }
  try {
    return await start({ config, log, tell, webIsBuilt }, opened, stop)
  } catch (error) {
    await stop()
    throw error
  }
}

type Given = { config: Config; log: Log; tell: (line: string) => void; webIsBuilt: Promise<void> }

async function start({ config, log, tell, webIsBuilt }: Given, opened: Running[], stop: Desk['stop']): Promise<Desk> {
  if (!config.databaseUrl) opened.push(await takeData(config.dataDir))
  tell(`Data        ${config.dataDir}`)
  const database = await openDatabase(config, log)
  opened.push(database)
  tell(`Database    ${database.told}`)
  const practice =
    config.practice && config.roles.includes('web') ? await startPractice({ ...config, town: true }) : undefined
  if (practice) opened.push({ stop: practice.close })
  const [{ world, close }, modules] = await Promise.all([openWorld(config, log, database.url, practice), loadModules()])
  opened.push({ stop: close })
  const applied = await migrate(world.pool, await findMigrations())
  if (applied.length) tell(`Migrations  ${applied.length} applied`)
  await registerListeners(
    world.db,
    listenersOf(modules).map((one) => one.name),
  )
  tell(`Networks    ${world.networks.all.map((one) => one.composing.name).join(', ')}`)
  await webIsBuilt
  const address = await startRoles(world, database.url, modules, opened)
  return { address, failed: database.failed, stop }
}

async function startRoles(
  world: NetworkedWorld,
  databaseUrl: string,
  modules: DeskModule[],
  opened: Running[],
): Promise<string | undefined> {
  const { roles } = world.config
  if (roles.includes('worker')) opened.push(...startWork(world, modules))
  for (const role of roles) opened.push(...(await startModules(world, modules, role)))
  if (!roles.includes('web')) return undefined
  const requests = openForRequests(world, databaseUrl)
  opened.push({ stop: requests.close })
  opened.push(await startHttp(requests.world, modules))
  // The one address: a session opened at another of this machine's names is not found when a network sends people back.
  return world.config.publicUrl
}

const listenersOf = (modules: DeskModule[]) => modules.flatMap((one) => one.listeners ?? [])

function startWork(world: NetworkedWorld, modules: DeskModule[]): Running[] {
  const listeners = listenersOf(modules)
  const ours = [sendMailJob, forgetMailsJob, sweepFilesJob, forgetEventsJob(listeners.map((one) => one.name))]
  const jobs = [...ours, ...modules.flatMap((one) => one.jobs ?? [])]
  return [runJobs(world, jobs), deliverEvents(world, listeners)]
}

async function startModules(world: NetworkedWorld, modules: DeskModule[], role: Role): Promise<Running[]> {
  const running: Running[] = []
  for (const module of modules) if (module.start) running.push(await module.start(world, role))
  return running
}

async function takeData(dataDir: string): Promise<Running> {
  await mkdir(dataDir, { recursive: true })
  try {
    const lock = lockFolder(dataDir)
    return { stop: async () => lock.release() }
  } catch (error) {
    if (!(error instanceof Held)) throw error
    const who = error.pid ? `process ${error.pid}` : 'another process'
    throw new Error(
      `Rialto already runs on ${dataDir} (${who}). Nothing was touched. Stop that one first, or set RIALTO_DATA_DIR to another folder.`,
      { cause: error },
    )
  }
}
