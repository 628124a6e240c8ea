import pg from 'pg'
import type { Config } from '../kernel/config.ts'
import type { Log } from '../kernel/log.ts'
import { startEmbedded } from '../kernel/postgres/embedded.ts'

export type RunningDatabase = { url: string; told: string; failed: Promise<Error>; stop: () => Promise<void> }

const oldest = 15

/** The operator's PostgreSQL, or the embedded one. Throws with what to do when it is away, too old or not UTF-8. */
export async function openDatabase(config: Config, log: Log): Promise<RunningDatabase> {
  if (!config.databaseUrl) {
    const { how, ...embedded } = await startEmbedded({ dataDir: config.dataDir, log })
    return { ...embedded, told: tellings[how] }
  }
  const told = await inspect(config.databaseUrl)
  return { url: config.databaseUrl, told, failed: new Promise(() => {}), stop: async () => {} }
}

const tellings = {
  made: 'PostgreSQL 18, made new',
  started: 'PostgreSQL 18, started',
  adopted: 'PostgreSQL 18, found running and taken over',
}

async function inspect(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  client.on('error', () => {})
  try {
    await client.connect()
    const { rows } = await client.query<{ version: number; encoding: string }>(
      `select current_setting('server_version_num')::int / 10000 as version, current_setting('server_encoding') as encoding`,
    )
    const found = rows[0]
    if (!found || found.version < oldest)
      throw new Error(`it is version ${found?.version}; Rialto needs ${oldest} or later`)
    if (found.encoding !== 'UTF8')
      throw new Error(`its encoding is ${found.encoding}; create a database with encoding UTF8`)
    return `PostgreSQL ${found.version}, at your DATABASE_URL`
  } catch (cause) {
    const why = cause instanceof Error ? cause.message || String(cause) : String(cause)
    throw new Error(`DATABASE_URL: the database cannot be used: ${why}`, { cause })
  } finally {
    await client.end().catch(() => {})
  }
}
