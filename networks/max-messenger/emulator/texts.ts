import { bad } from './desk.ts'
import type { Mark } from './rows.ts'

const kinds: Record<string, string> = {
  b: 'strong',
  strong: 'strong',
  i: 'emphasized',
  em: 'emphasized',
  u: 'underline',
  ins: 'underline',
  s: 'strikethrough',
  del: 'strikethrough',
  code: 'monospaced',
  pre: 'monospaced',
  a: 'link',
  mark: 'highlighted',
  h1: 'heading',
  blockquote: 'quote',
}
const entities: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"' }

/** HTML as MAX takes it: known tags become marks, unknown ones go; what does not nest is refused. */
export function readHtml(html: string): { text: string; marks: Mark[] } {
  const marks: Mark[] = []
  const open: { name: string; from: number; target?: string }[] = []
  let text = ''
  for (const [piece, end, name = '', target] of html.matchAll(
    /<(\/?)([a-z][a-z0-9]*)(?:\s+href="([^"]*)")?\s*>|&(?:lt|gt|amp|quot);|[\s\S]/gi,
  )) {
    if (!name) text += piece.length > 1 ? (entities[piece.slice(1, -1)] ?? piece) : piece
    else if (!end)
      open.push({ name: name.toLowerCase(), from: text.length, ...(target ? { target: unescaped(target) } : {}) })
    else close(name.toLowerCase())
  }
  if (open.length > 0) throw bad('errors.process.html: a tag is not closed')
  return { text, marks }

  function close(name: string): void {
    const last = open.pop()
    if (last?.name !== name) throw bad('errors.process.html: tags do not nest')
    const type = kinds[name]
    if (type) marks.push(markOf(type, last.from, text.length - last.from, last.target))
  }
}

function markOf(type: string, from: number, length: number, target: string | undefined): Mark {
  const user = /^max:\/\/user\/(\d+)$/.exec(target ?? '')?.[1]
  if (user) return { type: 'user_mention', from, length, user_id: Number(user) }
  return { type, from, length, ...(target ? { url: target } : {}) }
}

const unescaped = (text: string) =>
  text.replace(/&(lt|gt|amp|quot);/g, (whole, name: string) => entities[name] ?? whole)
