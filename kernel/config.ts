import type { Log } from './log.ts'

export type Role = 'web' | 'worker'

/** Everything an operator may set, read once at the start. */
export type Config = {
  host: string
  port: number
  /** How people reach the desk, without a slash at the end: links in mails and OAuth returns are made of it. */
  publicUrl: string
  /** Absolute. Database, files and the master key live below it. */
  dataDir: string
  /** Absent: the embedded PostgreSQL below `dataDir`. */
  databaseUrl: string | undefined
  /** 32 bytes. Absent: `dataDir/master.key`, made at the first start. */
  masterKey: Buffer | undefined
  /** Retired keys by which older secrets can still be opened. */
  retiredMasterKeys: Buffer[]
  smtpUrl: string | undefined
  mailFrom: string
  logLevel: Log['level']
  /** Is the practice network offered? */
  practice: boolean
  roles: Role[]
  /** Believe `X-Forwarded-*` of a proxy in front. */
  trustProxy: boolean
  /** Origins on private addresses that networks may be reached at. */
  allowPrivateAddresses: string[]
}
