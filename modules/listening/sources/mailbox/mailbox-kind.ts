import type { ImapFlow, MailboxObject } from 'imapflow'
import { z } from 'zod'
import { type Answered, intakeKind, type Reading } from '../intake.ts'
import { withMailbox } from './open-mailbox.ts'
import { postsOfMail } from './posts-of-mail.ts'
import { readMail } from './read-mail.ts'

export const mailboxSettings = z.object({
  host: z.string(),
  port: z.number().int(),
  user: z.string(),
  folder: z.string(),
})
type Settings = z.infer<typeof mailboxSettings>

/** UIDs grow, and mean the same mail for as long as the validity stays: RFC 3501, 2.3.1.1. */
const cursorShape = z.object({ validity: z.string(), uid: z.number() })
type Cursor = z.infer<typeof cursorShape>

const atOnce = 50
const largestMail = 5 * 1024 * 1024
const everyMs = 5 * 60_000
/** How far back the first look goes. */
const firstDays = 30

/** Alerts that come by e-mail to a folder of a mailbox, which is only read. */
export const mailboxKind = intakeKind({ kind: 'mailbox', settings: mailboxSettings, way: 'ask', ask })

async function ask({ world, settings, secrets, cursor: written, signal }: Reading<Settings>): Promise<Answered> {
  const before = written === undefined ? undefined : cursorShape.parse(JSON.parse(written))
  return withMailbox(world, settings, secrets.password ?? '', async (client, folder) => {
    const leave = () => client.close()
    signal.addEventListener('abort', leave, { once: true })
    try {
      const uids = await freshMails(client, folder, before, world.clock.now())
      const some = uids.slice(0, atOnce)
      const heard: Answered['heard'] = []
      for (const uid of some) heard.push(...(await heardIn(client, uid, settings, world.clock.now())))
      const cursor: Cursor = {
        validity: String(folder.uidValidity),
        uid: some.at(-1) ?? before?.uid ?? Math.max(0, folder.uidNext - 1),
      }
      return { heard, cursor: JSON.stringify(cursor), calls: 1, inMs: uids.length > some.length ? 0 : everyMs }
    } finally {
      signal.removeEventListener('abort', leave)
    }
  })
}

/** Oldest first. A folder that was made anew is looked at from the beginning of the month again; what is known stays one mention. */
async function freshMails(
  client: ImapFlow,
  { uidValidity, exists }: MailboxObject,
  before: Cursor | undefined,
  now: Date,
): Promise<number[]> {
  if (exists === 0) return []
  const goesOn = before !== undefined && before.validity === String(uidValidity)
  const wanted = goesOn ? { uid: `${before.uid + 1}:*` } : { since: new Date(now.getTime() - firstDays * 86_400_000) }
  const found = (await client.search(wanted, { uid: true })) || []
  // `n:*` names the last mail even where n is greater.
  return found.filter((uid) => !goesOn || uid > before.uid).sort((a, b) => a - b)
}

async function heardIn(client: ImapFlow, uid: number, { user }: Settings, now: Date): Promise<Answered['heard']> {
  const size = await client.fetchOne(String(uid), { size: true }, { uid: true })
  if (!size || (size.size ?? 0) > largestMail) return []
  const mail = await client.fetchOne(String(uid), { source: true }, { uid: true })
  if (mail === false || !mail.source) return []
  const read = await readMail(mail.source)
  return read === undefined ? [] : postsOfMail(read, { user, now }).map((post) => ({ what: 'said', post }))
}
