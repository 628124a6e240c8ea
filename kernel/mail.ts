import { createTransport, type Transporter } from 'nodemailer'
import type { Clock } from './clock.ts'
import type { Config } from './config.ts'
import type { Db, DbOrTx } from './db/tables.ts'
import { newId } from './id.ts'
import { enqueue, type Job } from './jobs.ts'
import './tables.ts'

export type Message = { to: string; subject: string; text: string; html?: string; replyTo?: string }

/** Mails are rows first: written in the transaction of what they tell about, sent by a job, tried again when the server is away. */
export type Mail = {
  /** False when no SMTP server is configured: then `queue` does nothing, and the desk says so where mail would matter. */
  ready: boolean
  queue: (db: DbOrTx, message: Message) => Promise<void>
}

export function createMail(config: Pick<Config, 'smtpUrl'>, clock: Clock): Mail {
  const ready = config.smtpUrl !== undefined
  return {
    ready,
    queue: async (db, message) => {
      if (!ready) return
      const now = clock.now()
      const id = newId(now)
      await db
        .insertInto('mail')
        .values({
          ...{ id, recipient: message.to, subject: message.subject, bodyText: message.text, queuedAt: now },
          ...{ bodyHtml: message.html ?? null, replyTo: message.replyTo ?? null },
        })
        .execute()
      await enqueue(db, clock, sendMailJob.name, { mailId: id })
    },
  }
}

export const sendMailJob: Job = {
  name: 'kernel.sendMail',
  handle: ({ db, config, clock }, { mailId }) => sendMail(db, config, clock, String(mailId)),
}

/** Sends it unless it was sent. A mail may arrive twice when the process dies between sending and writing so. */
export async function sendMail(db: Db, config: Config, clock: Clock, mailId: string): Promise<void> {
  const mail = await db.selectFrom('mail').selectAll().where('id', '=', mailId).executeTakeFirst()
  if (!mail || mail.sentAt || !config.smtpUrl) return
  try {
    await transporterTo(config.smtpUrl).sendMail({
      ...{ from: config.mailFrom, to: mail.recipient, subject: mail.subject, text: mail.bodyText },
      ...{ html: mail.bodyHtml ?? undefined, replyTo: mail.replyTo ?? undefined, messageId: `<${mail.id}@rialto>` },
    })
    await db
      .updateTable('mail')
      .set({ ...forgotten, sentAt: clock.now(), lastError: null })
      .where('id', '=', mailId)
      .execute()
  } catch (error) {
    const lastError = error instanceof Error ? error.message : String(error)
    await db.updateTable('mail').set({ lastError }).where('id', '=', mailId).execute()
    throw error
  }
}

/** Words of a mail may hold a link that opens the desk: they are kept only until it is sent, or can no longer be. */
const forgotten = { bodyText: '', bodyHtml: null }
const keptForMs = 30 * 24 * 3600_000
const tooLateMs = 7 * 24 * 3600_000

/** That a mail was sent is told for a month. One that could not be sent for a week is given up. */
export const forgetMailsJob: Job = {
  name: 'kernel.forgetMails',
  everyMs: 6 * 3600_000,
  handle: async ({ db, clock }) => {
    const before = (ms: number) => new Date(clock.now().getTime() - ms)
    await db.updateTable('mail').set(forgotten).where('sentAt', 'is not', null).where('bodyText', '<>', '').execute()
    await db.deleteFrom('mail').where('sentAt', 'is', null).where('queuedAt', '<', before(tooLateMs)).execute()
    await db.deleteFrom('mail').where('queuedAt', '<', before(keptForMs)).execute()
  },
}

/** Can the mail server be reached, and does it accept our name and password? Throws its answer. */
export async function checkMailServer(smtpUrl: string): Promise<void> {
  await transporterTo(smtpUrl).verify()
}

const transporterTo = (smtpUrl: string): Transporter =>
  createTransport({ url: smtpUrl, connectionTimeout: 15_000, greetingTimeout: 15_000, socketTimeout: 30_000 })
