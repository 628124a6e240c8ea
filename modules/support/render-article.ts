import { inSyntax, plainText, richText, type Syntax } from '../../networks/rich-text.ts'

type Block =
  | { kind: 'heading'; level: 2 | 3; text: string }
  | { kind: 'list'; ordered: boolean; items: string[] }
  | { kind: 'paragraph'; text: string }

/**
 * An article as HTML. It is written in the desk's own neutral form, with `# ` and `## ` before headings, `- ` or `1. ` before
 * the items of lists. Nothing a writer types becomes a tag, and links lead only to pages and mail addresses.
 */
export const articleHtml = (written: string): string => blocksOf(written).map(blockHtml).join('\n')

/** The same as plain words, to be sent in a conversation. */
export const articleText = (written: string): string => blocksOf(written).map(blockText).join('\n\n')

export const safe = (text: string) =>
  text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`).replace(/(?![\n\t])\p{Cc}/gu, '')

function blocksOf(written: string): Block[] {
  const blocks: Block[] = []
  for (const line of written.replace(/\r\n?/g, '\n').split('\n')) addLine(blocks, line.trimEnd())
  return blocks.filter((one) => one.kind !== 'paragraph' || one.text !== '')
}

function addLine(blocks: Block[], line: string): void {
  const last = blocks.at(-1)
  const [, marks = '', title] = /^(#{1,2})\s+(.+)$/.exec(line) ?? []
  const [, bullet] = /^\s*[-*•]\s+(.+)$/.exec(line) ?? []
  const [, numbered] = /^\s*\d{1,3}[.)]\s+(.+)$/.exec(line) ?? []
  const item = bullet ?? numbered
  if (title) blocks.push({ kind: 'heading', level: marks.length === 1 ? 2 : 3, text: title })
  else if (item) {
    const ordered = bullet === undefined
    if (last?.kind === 'list' && last.ordered === ordered) last.items.push(item)
    else blocks.push({ kind: 'list', ordered, items: [item] })
  } else if (line === '' || last?.kind !== 'paragraph' || last.text === '')
    blocks.push({ kind: 'paragraph', text: line })
  else last.text += `\n${line}`
}

function blockHtml(block: Block): string {
  if (block.kind === 'heading') return `<h${block.level}>${inline(block.text)}</h${block.level}>`
  if (block.kind === 'paragraph') return `<p>${inline(block.text).replaceAll('\n', '<br>')}</p>`
  const tag = block.ordered ? 'ol' : 'ul'
  return `<${tag}>${block.items.map((item) => `<li>${inline(item)}</li>`).join('')}</${tag}>`
}

function blockText(block: Block): string {
  if (block.kind !== 'list') return plainText(block.text)
  return block.items.map((item, at) => `${block.ordered ? `${at + 1}.` : '•'} ${plainText(item)}`).join('\n')
}

const inline = (text: string) => inSyntax(richText(text), syntax)
const wrap = (tag: string) => (inner: string) => `<${tag}>${inner}</${tag}>`

const syntax: Syntax = {
  escape: safe,
  bold: wrap('strong'),
  italic: wrap('em'),
  underline: wrap('u'),
  strike: wrap('s'),
  code: (inner) => `<code>${safe(inner)}</code>`,
  link: (inner, target) => {
    const address = URL.canParse(target) ? new URL(target) : undefined
    if (!address || !['https:', 'http:', 'mailto:'].includes(address.protocol)) return inner
    return `<a href="${safe(address.href)}" rel="noopener nofollow">${inner}</a>`
  },
}
