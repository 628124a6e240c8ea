import { z } from 'zod'
import { textOfHtml } from '../html/text-of-html.ts'
import { type Feed, mediaOf, momentOf, wholeAddress } from './feed.ts'

const text = z.string().catch('')
const item = z.object({
  id: z.union([z.string(), z.number().transform(String)]).catch(''),
  ...{ url: text, title: text, content_html: text, content_text: text, summary: text, image: text },
  ...{ date_published: text, date_modified: text },
  authors: z.array(z.object({ name: text })).catch([]),
  author: z.object({ name: text }).catch({ name: '' }),
  attachments: z.array(z.object({ url: text, mime_type: text })).catch([]),
})
const shape = z.object({
  version: z.string().startsWith('https://jsonfeed.org/version/1'),
  ...{ title: text, home_page_url: text, description: text, icon: text, language: text, next_url: text },
  items: z.array(item),
})

/** JSON Feed 1 and 1.1: https://www.jsonfeed.org/version/1.1/ (read 2026-11-22). */
export function readJsonFeed(written: string, base: string): Feed | undefined {
  const read = shape.safeParse(parsed(written))
  if (!read.success) return undefined
  const { title, home_page_url, description, icon, language, next_url, items } = read.data
  return {
    ...{ title, description, url: wholeAddress(home_page_url, base), imageUrl: wholeAddress(icon, base) },
    ...{ language: language || undefined, next: wholeAddress(next_url, base) },
    items: items.map((one) => ({
      id: one.id || one.url,
      url: wholeAddress(one.url, base),
      title: one.title,
      text: one.content_text || textOfHtml(one.content_html || one.summary),
      at: momentOf(one.date_published || one.date_modified),
      author: one.authors[0]?.name || one.author.name || undefined,
      media: [
        ...mediaOf(wholeAddress(one.image, base), 'image/'),
        ...one.attachments.flatMap(({ url, mime_type }) => mediaOf(wholeAddress(url, base), mime_type)),
      ],
    })),
  }
}

function parsed(written: string): unknown {
  try {
    return JSON.parse(written)
  } catch {
    return undefined
  }
}
