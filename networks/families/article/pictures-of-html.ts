import { Parser } from 'htmlparser2'

/** The pictures of a piece of HTML, in their order, by their whole addresses. Emoji drawn as pictures are words. Never throws. */
export function picturesOfHtml(html: string, base: string): { kind: string; url: string; alt?: string }[] {
  const found: { kind: string; url: string; alt?: string }[] = []
  const parser = new Parser({
    onopentag: (name, { src = '', alt = '', class: classes = '' }) => {
      if (name !== 'img' || /\bemoji\b/.test(classes) || !URL.canParse(src, base)) return
      const { href, protocol } = new URL(src, base)
      if (protocol === 'http:' || protocol === 'https:')
        found.push({ kind: /\.gif$/i.test(href) ? 'gif' : 'image', url: href, ...(alt ? { alt } : {}) })
    },
  })
  parser.write(html)
  parser.end()
  return found
}
