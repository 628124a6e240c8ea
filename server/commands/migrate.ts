import { readConfig } from '../../kernel/config.ts'
import { connect } from '../../kernel/db/connect.ts'
import { findMigrations, migrate } from '../../kernel/db/migrate.ts'
import { createLog } from '../../kernel/log.ts'
import { openData } from '../open-data.ts'

export async function migrateDatabase(): Promise<void> {
  const config = readConfig(process.env)
  const log = createLog(config.logLevel)
  const data = await openData(config, log)
  const database = connect({ url: data.url, log, connections: 2 })
  try {
    const applied = await migrate(database.pool, await findMigrations())
    for (const name of applied) console.log(`applied ${name}`)
    console.log(applied.length ? 'The database is up to date now.' : 'The database was up to date.')
  } finally {
    await database.close()
    await data.close()
  }
}
