import { Parser } from 'htmlparser2'

const silent = new Set(['script', 'style', 'template', 'head', 'noscript', 'iframe'])
const apart = new Set([
  'p',
  'div',
  'li',
  'ul',
  'ol',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'blockquote',
  'pre',
  'tr',
  'figure',
])

/** What a reader sees of it: paragraphs apart, no scripts, no markup. */
export function textOfHtml(html: string): string {
  let text = ''
  let hidden = 0
  const parser = new Parser(
    {
      onopentag: (name) => {
        if (silent.has(name)) hidden += 1
        if (name === 'br') text += '\n'
        else if (apart.has(name)) text += '\n\n'
      },
      ontext: (piece) => {
        if (hidden === 0) text += piece.replace(/\s+/g, ' ')
      },
      onclosetag: (name) => {
        if (silent.has(name)) hidden = Math.max(0, hidden - 1)
        if (apart.has(name)) text += '\n\n'
      },
    },
    { decodeEntities: true },
  )
  parser.end(html)
  return text
    .replace(/[ \t]*\n[ \t]*/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .replace(/ {2,}/g, ' ')
    .trim()
}
