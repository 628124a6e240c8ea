import { Fragment } from 'react'

type Block = { kind: 'h4' | 'p' | 'ul' | 'ol'; lines: string[] }

/** How an article will look, as near as it helps the writer: headings, lists, what is bold or slanted, links. */
export function ArticlePreview({ written }: { written: string }) {
  return blocksOf(written).map((block, at) => {
    const key = `${at} ${block.kind}`
    if (block.kind === 'h4') return <h4 key={key}>{inline(block.lines[0] ?? '')}</h4>
    if (block.kind === 'p') return <p key={key}>{inline(block.lines.join('\n'))}</p>
    const List = block.kind
    return (
      <List key={key}>
        {block.lines.map((line, n) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines are known by their place alone
          <li key={n}>{inline(line)}</li>
        ))}
      </List>
    )
  })
}

function blocksOf(written: string): Block[] {
  const blocks: Block[] = []
  let open = false
  for (const line of written.split(/\r?\n/)) {
    const [, heading] = /^#{1,2}\s+(.+)$/.exec(line) ?? []
    const [, bullet] = /^\s*[-*•]\s+(.+)$/.exec(line) ?? []
    const [, numbered] = /^\s*\d{1,3}[.)]\s+(.+)$/.exec(line) ?? []
    const kind = heading ? 'h4' : bullet ? 'ul' : numbered ? 'ol' : 'p'
    const text = heading ?? bullet ?? numbered ?? line
    const last = blocks.at(-1)
    if (line.trim() === '') open = false
    else if (last && open && kind !== 'h4' && last.kind === kind) last.lines.push(text)
    else {
      blocks.push({ kind, lines: [text] })
      open = true
    }
  }
  return blocks
}

const marked = /(\*\*[^*\n]+\*\*|_[^_\n]+_|`[^`\n]+`|\[[^\]\n]+\]\(https?:[^)\s]+\))/

const inline = (text: string) =>
  text.split(marked).map((part, at) => {
    const key = `${at} ${part}`
    const [, words, address] = /^\[([^\]]+)\]\((https?:[^)]+)\)$/.exec(part) ?? []
    if (words && address)
      return (
        <a key={key} href={address} target="_blank" rel="noreferrer noopener">
          {words}
        </a>
      )
    if (/^\*\*.+\*\*$/.test(part)) return <strong key={key}>{part.slice(2, -2)}</strong>
    if (/^_.+_$/.test(part)) return <em key={key}>{part.slice(1, -1)}</em>
    if (/^`.+`$/.test(part)) return <code key={key}>{part.slice(1, -1)}</code>
    return <Fragment key={key}>{part}</Fragment>
  })
