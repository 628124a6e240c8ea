import type { Email } from 'postal-mime'
import { momentOf } from '../../../../kernel/feed/feed.ts'
import { textOfHtml } from '../../../../kernel/html/text-of-html.ts'
import { toldText } from '../web/told-text.ts'

export type Mail = {
  id: string
  from: { name: string; address: string }
  subject: string
  at: Date | undefined
  text: string
  html: string
  /** Was it sent by a service to many, or by itself? */
  isAutomatic: boolean
}

const mostNested = 20

/** A mail as its reader sees it. What is broken in it is left out; undefined for what no reader would open. */
export async function readMail(source: Buffer): Promise<Mail | undefined> {
  const mail = await parsed(source)
  if (!mail) return undefined
  const header = (key: string) => mail.headers.find((one) => one.key === key)?.value ?? ''
  const html = mail.html ?? ''
  const address = mail.from?.address?.toLowerCase() ?? ''
  return {
    id: (mail.messageId ?? '').replace(/^<|>$/g, '').slice(0, 500),
    from: { name: toldText(mail.from?.name, 200), address: address.slice(0, 254) },
    subject: toldText(mail.subject?.replace(/\s+/g, ' '), 500),
    at: momentOf(mail.date),
    text: toldText(mail.text || textOfHtml(html)),
    html,
    isAutomatic:
      /bulk|list|auto/i.test(header('precedence')) ||
      /auto-generated/i.test(header('auto-submitted')) ||
      Boolean(header('list-id') || header('list-unsubscribe')) ||
      /^(no-?reply|alerts?|notifications?|news|robot|digest)\b/.test(address) ||
      /(alerts?|noreply|no-reply|notify)[^@]*@/.test(address),
  }
}

async function parsed(source: Buffer): Promise<Email | undefined> {
  const { default: PostalMime } = await import('postal-mime')
  try {
    return await PostalMime.parse(source, { maxNestingDepth: mostNested })
  } catch (error) {
    if (error instanceof Error) return undefined
    throw error
  }
}
