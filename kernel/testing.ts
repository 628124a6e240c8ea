import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { type MovableClock, movableClock } from './clock.ts'
import type { Config } from './config.ts'
import { freshDatabase } from './db/testing.ts'
import { createEvents } from './events.ts'
import { createFiles } from './files.ts'
import { createHttp } from './http/client.ts'
import { createLog } from './log.ts'
import type { Mail, Message } from './mail.ts'
import { createSecrets } from './secrets.ts'
import type { World } from './world.ts'

export type TestWorld = World & {
  clock: MovableClock
  databaseUrl: string
  /** Mails queued so far, oldest first. */
  mails: Message[]
  close: () => Promise<void>
}

/** A whole world of its own: real database, temporary files, a clock that can be moved, mails kept in a list. */
export async function testWorld(
  given: { config?: Partial<Config>; allowOrigins?: () => string[]; now?: Date; rooms?: string[] } = {},
): Promise<TestWorld> {
  const database = await freshDatabase({ rooms: given.rooms })
  const dataDir = await mkdtemp(join(tmpdir(), 'rialto-test-'))
  const config = { ...testConfig(dataDir, database.url), ...given.config }
  const wire = createHttp({
    userAgent: 'Rialto (test)',
    allowOrigins: given.allowOrigins ?? (() => config.allowPrivateAddresses),
  })
  const mails: Message[] = []
  const mail: Mail = { ready: true, queue: async (_db, message) => void mails.push(message) }
  const clock = movableClock(given.now)
  return {
    ...{ config, mail, mails, db: database.db, pool: database.pool, databaseUrl: database.url, http: wire.http },
    clock,
    events: createEvents(database.db, clock),
    log: createLog('silent'),
    files: await createFiles(join(dataDir, 'files')),
    secrets: createSecrets([randomBytes(32)]),
    close: async () => {
      await wire.close()
      await database.close()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

const testConfig = (dataDir: string, databaseUrl: string): Config => ({
  ...{ dataDir, databaseUrl, host: '127.0.0.1', port: 0, publicUrl: 'http://127.0.0.1:4400' },
  ...{ masterKey: undefined, retiredMasterKeys: [], smtpUrl: undefined, mailFrom: 'Rialto <rialto@localhost>' },
  ...{ logLevel: 'silent', practice: false, roles: ['web', 'worker'], trustProxy: false, allowPrivateAddresses: [] },
  ...{ ffmpeg: undefined, statementTimeoutSeconds: 30, listeningDays: 7, listeningGigabytes: 1 },
  networkApps: {},
})

/** Waits for what other work is about to make true; throws when it takes too long even for a busy machine. */
export async function until(holds: () => boolean | Promise<boolean>, withinMs = 30_000): Promise<void> {
  const deadline = performance.now() + withinMs
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error(`it did not come to hold within ${withinMs / 1_000} s`)
    await pause(20)
  }
}
