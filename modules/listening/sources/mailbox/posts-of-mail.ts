import type { HeardPost } from '../heard.ts'
import { printOf, saidAt } from '../web/told-text.ts'
import { siteOf, webKey } from '../web/web-key.ts'
import { linkedItems } from './linked-items.ts'
import type { Mail } from './read-mail.ts'

/** What an alert lists, each a post at its own address; of any other mail the mail itself. */
export function postsOfMail(mail: Mail, { user, now }: { user: string; now: Date }): HeardPost[] {
  const at = saidAt(mail.at, now)
  const items = mail.isAutomatic ? linkedItems(mail) : []
  if (items.length > 0)
    return items.map(({ url, title, text }) => ({
      key: webKey(url),
      ...{ at, kind: 'article' as const, site: siteOf(url), url, title, text: text || title },
      author: { handle: siteOf(url) },
    }))
  const site = mail.from.address.split('@')[1] ?? ''
  if (!mail.text && !mail.subject) return []
  return [
    {
      key: `mail ${user} ${mail.id || printOf(mail.subject, mail.text)}`,
      ...{ at, kind: 'post', site },
      ...(mail.subject && { title: mail.subject }),
      text: mail.text || mail.subject,
      author: { handle: mail.from.address || mail.from.name, ...(mail.from.name && { name: mail.from.name }) },
    },
  ]
}
