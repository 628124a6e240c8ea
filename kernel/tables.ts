import type { ColumnType, Generated } from 'kysely'
import type { JsonObject } from './json.ts'

type Payload = ColumnType<JsonObject, string, string>

declare module './db/tables.ts' {
  interface Tables {
    event: {
      seq: Generated<number>
      xid: Generated<string>
      type: string
      workspaceId: string | null
      brandId: string | null
      payload: Payload
      at: Generated<Date>
    }
    eventListener: { name: string; xid: string; seq: number; unknownSince: Generated<Date | null> }
    eventParked: { listener: string; xid: string; seq: number; error: string; parkedAt: Generated<Date> }
    job: {
      id: string
      name: string
      payload: Payload
      key: string | null
      runAt: Date
      attempts: Generated<number>
      leasedUntil: Date | null
      lastError: string | null
      failedAt: Date | null
    }
    repeatingJob: { name: string; nextAt: Date; leasedUntil: Date | null; lastError: string | null }
    mail: {
      id: string
      recipient: string
      subject: string
      bodyText: string
      bodyHtml: string | null
      replyTo: string | null
      queuedAt: Date
      sentAt: Date | null
      lastError: string | null
    }
  }
}
