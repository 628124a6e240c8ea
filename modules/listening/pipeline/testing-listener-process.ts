import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { systemClock } from '../../../kernel/clock.ts'
import { readConfig } from '../../../kernel/config.ts'
import { connect } from '../../../kernel/db/connect.ts'
import { createEvents } from '../../../kernel/events.ts'
import { createFiles } from '../../../kernel/files.ts'
import { createHttp } from '../../../kernel/http/client.ts'
import { createLog } from '../../../kernel/log.ts'
import { createMail } from '../../../kernel/mail.ts'
import { createSecrets } from '../../../kernel/secrets.ts'
import { loadNetworks } from '../../../networks/registry.ts'
import type { NetworkedWorld } from '../../../networks/world.ts'
import type { Heard } from '../sources/heard.ts'
import { intakeKind } from '../sources/intake.ts'
import { saidPost } from '../testing-listening.ts'
import { Listener } from './listener.ts'

/** Run as a process of its own, to be killed: listens to a stream at an address, over the database it is given. */
const { TAP = '', DATABASE_URL = '', FILES = '' } = process.env
const Line = z.object({ id: z.string(), text: z.string() })

const tap = intakeKind({
  ...{ kind: 'tap', settings: z.object({}), way: 'follow' },
  follow: async function* ({ cursor, signal }) {
    for (let at = Number(cursor ?? 0); !signal.aborted; ) {
      const answer = await fetch(`${TAP}?after=${at}`, { signal })
      const lines = z.array(Line).parse(await answer.json())
      at += lines.length
      const heard = lines.map(({ id, text }): Heard => ({ what: 'said', post: saidPost(id, text) }))
      if (heard.length > 0) yield { heard, cursor: String(at) }
    }
  },
})

const config = readConfig({ RIALTO_DATA_DIR: FILES, DATABASE_URL })
const log = createLog('silent')
const database = connect({ url: DATABASE_URL, log, connections: 4 })
const world: NetworkedWorld = {
  ...{ config, log, clock: systemClock, db: database.db, pool: database.pool, networks: await loadNetworks() },
  ...{
    mail: createMail(config, systemClock),
    http: createHttp({ userAgent: 'Rialto (test)', allowOrigins: () => [] }).http,
  },
  ...{ events: createEvents(database.db, systemClock), files: await createFiles(FILES) },
  secrets: createSecrets([randomBytes(32)]),
}
await Listener.start(world, [tap])
console.log('listening')
