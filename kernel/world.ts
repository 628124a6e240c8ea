import type { Pool } from 'pg'
import type { Clock } from './clock.ts'
import type { Config } from './config.ts'
import type { Db } from './db/tables.ts'
import type { Events } from './events.ts'
import type { Files } from './files.ts'
import type { NetworkHttp } from './http/client.ts'
import type { Log } from './log.ts'
import type { Mail } from './mail.ts'
import type { Ffmpeg } from './media/ffmpeg.ts'
import type { Secrets } from './secrets.ts'

/** What every act may be given. Nothing of it is global. */
export type World = {
  db: Db
  /** The same database without types, for hot paths with named statements. */
  pool: Pool
  clock: Clock
  config: Config
  log: Log
  files: Files
  secrets: Secrets
  http: NetworkHttp
  mail: Mail
  events: Events
  /** What videos and sound are made to fit with; absent where this machine has none. */
  ffmpeg?: Ffmpeg
}
