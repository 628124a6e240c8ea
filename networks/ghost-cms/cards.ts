import { textOfHtml } from '../../kernel/html/text-of-html.ts'
import { escapeAttribute, escapeHtml, htmlOf } from '../families/article/html-of-text.ts'
import { paragraphsOf } from '../families/article/paragraphs.ts'

/** A file that lies at the site. */
export type Placed = { kind: string; url: string; alt: string; name: string; width: number; height: number }

/**
 * The source of a post as `?source=html` takes it: words become Ghost's own paragraphs, pictures its image cards; films, sounds and
 * files stand in HTML cards, which are kept as they are. https://docs.ghost.org/admin-api/posts/creating-a-post (read 2026-11-22).
 */
export const sourceOf = (text: string, media: Placed[]): string =>
  [...paragraphsOf(text).map((one) => `<p>${htmlOf(one)}</p>`), ...media.map(card)].join('\n')

function card(file: Placed): string {
  const src = escapeAttribute(file.url)
  const alt = escapeAttribute(file.alt)
  if (file.kind === 'image' || file.kind === 'gif') {
    const size = file.width > 0 ? ` width="${file.width}" height="${file.height}"` : ''
    return `<figure class="kg-card kg-image-card"><img src="${src}" class="kg-image" alt="${alt}"${size}></figure>`
  }
  if (file.kind === 'video')
    return htmlCard(`<figure><video controls style="width:100%" src="${src}" aria-label="${alt}"></video></figure>`)
  if (file.kind === 'audio')
    return htmlCard(`<figure><audio controls style="width:100%" src="${src}" aria-label="${alt}"></audio></figure>`)
  return htmlCard(`<figure><a href="${src}" download>${escapeHtml(file.name)}</a></figure>`)
}

const htmlCard = (html: string) => `<!--kg-card-begin: html-->\n${html}\n<!--kg-card-end: html-->`

/** The words of a post's HTML, without what its files say. */
export const textOfPost = (html: string): string => textOfHtml(html.replace(/<figure\b[\s\S]*?<\/figure>/g, ''))

/** The files in a post's HTML, in their order. */
export function filesInPost(html: string): { kind: string; alt?: string; url: string }[] {
  const figures = html.match(/<figure\b[\s\S]*?<\/figure>/g) ?? []
  return figures.flatMap((figure) =>
    [...figure.matchAll(/<(img|video|audio|a)\b([^<>]*)>/g)].flatMap(([, tag = '', attributes = '']) => {
      const url = attributeIn(attributes, tag === 'a' ? 'href' : 'src')
      if (!url || (tag === 'a' && figure.includes('<img'))) return []
      const alt = attributeIn(attributes, tag === 'img' ? 'alt' : 'aria-label')
      return [{ kind: kindOf(tag, url), url, ...(alt ? { alt } : {}) }]
    }),
  )
}

const attributeIn = (attributes: string, name: string) => {
  const value = new RegExp(`\\b${name}="([^"]*)"`).exec(attributes)?.[1]
  return value === undefined ? undefined : textOfHtml(`<pre>${value}</pre>`)
}

function kindOf(tag: string, url: string): string {
  if (tag === 'img') return /\.gif(\?|$)/i.test(url) ? 'gif' : 'image'
  return tag === 'a' ? 'document' : tag
}
