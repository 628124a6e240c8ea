import type { HeardPost } from '../heard.ts'
import { saidAt } from '../web/told-text.ts'
import { siteOf, webKey } from '../web/web-key.ts'
import type { ReadPage } from './read-page.ts'

export function postOfPage(page: ReadPage, now: Date): HeardPost {
  const { url, title, text, language, imageUrl } = page
  const site = siteOf(url)
  return {
    key: webKey(url),
    at: saidAt(page.at, now),
    kind: 'article',
    ...{ site, url },
    ...(title && { title }),
    text: text || title,
    author: { handle: page.author || site },
    ...(language && { language }),
    ...(imageUrl && { media: [{ kind: 'image', url: imageUrl }], has: ['image'] }),
  }
}
