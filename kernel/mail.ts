import type { DbOrTx } from './db/tables.ts'

export type Message = { to: string; subject: string; text: string; html?: string; replyTo?: string }

/** Mails are rows first: written in the transaction of what they tell about, sent by a job, tried again when the server is away. */
export type Mail = {
  /** False when no SMTP server is configured: then `queue` does nothing, and the desk says so where mail would matter. */
  ready: boolean
  queue: (db: DbOrTx, message: Message) => Promise<void>
}
