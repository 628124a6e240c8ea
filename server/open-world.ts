import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { systemClock } from '../kernel/clock.ts'
import type { Config } from '../kernel/config.ts'
import { connect } from '../kernel/db/connect.ts'
import { createEvents } from '../kernel/events.ts'
import { createFiles } from '../kernel/files.ts'
import { createHttp } from '../kernel/http/client.ts'
import type { Log } from '../kernel/log.ts'
import { createMail } from '../kernel/mail.ts'
import { findFfmpeg } from '../kernel/media/ffmpeg.ts'
import { createSecrets } from '../kernel/secrets.ts'
import { loadNetworks, type Registry } from '../networks/registry.ts'
import type { NetworkedWorld, Practice } from '../networks/world.ts'
import { openMasterKey } from './master-key.ts'
import { practiceElsewhere } from './practice.ts'

export type OpenedWorld = { world: NetworkedWorld; close: () => Promise<void> }

/** Everything acts are given, over a database that runs. Starts no work of its own. */
export async function openWorld(
  config: Config,
  log: Log,
  databaseUrl: string,
  practice?: Practice,
): Promise<OpenedWorld> {
  const database = connect({ url: databaseUrl, log, connections: 16 })
  const wire = createHttp({ userAgent: 'Rialto', allowOrigins: allowedOrigins(config, practice) })
  await mkdir(config.dataDir, { recursive: true })
  const world: NetworkedWorld = {
    ...{ config, log, practice, db: database.db, pool: database.pool, clock: systemClock, http: wire.http },
    files: await createFiles(join(config.dataDir, 'files')),
    secrets: createSecrets([openMasterKey(config), ...config.retiredMasterKeys]),
    mail: createMail(config, systemClock),
    events: createEvents(database.db, systemClock),
    networks: await networksFor(config),
    ffmpeg: await findFfmpeg(config.ffmpeg),
  }
  const close = async () => {
    await wire.close()
    await database.close()
  }
  return { world, close }
}

/** The same for web requests, on connections of their own: the database gives up a statement that keeps a person waiting. */
export function openForRequests(world: NetworkedWorld, databaseUrl: string): OpenedWorld {
  const { config, log, clock } = world
  const statementTimeoutMs = config.statementTimeoutSeconds * 1000
  const { db, pool, close } = connect({ url: databaseUrl, log, connections: 16, statementTimeoutMs })
  return { world: { ...world, db, pool, events: createEvents(db, clock) }, close }
}

/** A misspelt key of an app is told, not passed over. */
async function networksFor({ networkApps }: Config): Promise<Registry> {
  const networks = await loadNetworks()
  for (const [id, keys] of Object.entries(networkApps)) {
    const fields = networks.all.find((one) => one.composing.id === id)?.app?.fields.map((field) => field.key)
    if (!fields) throw new Error(`RIALTO_NETWORK_APPS names ${id}, which is no network that wants an app`)
    const unknown = Object.keys(keys).find((key) => !fields.includes(key))
    if (unknown) throw new Error(`RIALTO_NETWORK_APPS gives ${id} a ${unknown}; it takes ${fields.join(', ')}`)
  }
  return networks
}

/** A worker on its own reaches the practice network that a web process of the same desk runs. */
function allowedOrigins(config: Config, practice: Practice | undefined): () => string[] {
  let origin = practice?.origin
  return () => {
    if (config.practice) origin ??= practiceElsewhere(config.dataDir)
    return origin ? [...config.allowPrivateAddresses, origin] : config.allowPrivateAddresses
  }
}
