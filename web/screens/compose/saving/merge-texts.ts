/** What one side did to the base: the base's tokens from `from` to `to` became `with`. */
type Hunk = { from: number; to: number; with: string[] }
export type MergedText = { text: string; collided: boolean }

/**
 * Merges two people's changes of one text, word by word. Where both changed the same words differently, `collided` is true
 * and the text holds mine there.
 */
export function mergeTexts(base: string, mine: string, theirs: string): MergedText {
  if (mine === theirs || theirs === base) return { text: mine, collided: false }
  if (mine === base) return { text: theirs, collided: false }
  const tokens = tokensOf(base)
  const ours = hunksBetween(tokens, tokensOf(mine))
  const others = hunksBetween(tokens, tokensOf(theirs))
  const kept = others.filter((hunk) => !ours.some((own) => touch(own, hunk)))
  const collided = others.some((hunk) => ours.some((own) => touch(own, hunk) && !same(own, hunk)))
  return { text: applyHunks(tokens, [...ours, ...kept]), collided }
}

const tokensOf = (text: string): string[] => text.match(/\s+|[^\s]+/g) ?? []
const touch = (a: Hunk, b: Hunk) => a.from <= b.to && b.from <= a.to && !(apart(a, b) || apart(b, a))
/** Two changes with an untouched token between them, or one ending exactly where a replacement begins, do not touch. */
const apart = (a: Hunk, b: Hunk) => a.to <= b.from && a.from < a.to && b.from < b.to
const same = (a: Hunk, b: Hunk) => a.from === b.from && a.to === b.to && a.with.join('') === b.with.join('')

function applyHunks(tokens: string[], hunks: Hunk[]): string {
  const out: string[] = []
  let at = 0
  for (const hunk of [...hunks].sort((a, b) => a.from - b.from || a.to - b.to)) {
    out.push(...tokens.slice(at, hunk.from), ...hunk.with)
    at = hunk.to
  }
  return [...out, ...tokens.slice(at)].join('')
}

function hunksBetween(base: string[], other: string[]): Hunk[] {
  let head = 0
  while (head < base.length && head < other.length && base[head] === other[head]) head++
  let tail = 0
  while (tail < base.length - head && tail < other.length - head && base.at(-1 - tail) === other.at(-1 - tail)) tail++
  const left = base.slice(head, base.length - tail)
  const right = other.slice(head, other.length - tail)
  if (left.length * right.length > 4_000_000) return [{ from: head, to: head + left.length, with: right }]
  return walk(left, right, lengths(left, right)).map((hunk) => ({
    ...hunk,
    from: hunk.from + head,
    to: hunk.to + head,
  }))
}

/** Lengths of the longest common subsequence of every pair of endings. */
function lengths(left: string[], right: string[]): Uint32Array {
  const width = right.length + 1
  const table = new Uint32Array((left.length + 1) * width)
  for (let i = left.length - 1; i >= 0; i--)
    for (let j = right.length - 1; j >= 0; j--)
      table[i * width + j] =
        left[i] === right[j]
          ? (table[(i + 1) * width + j + 1] ?? 0) + 1
          : Math.max(table[(i + 1) * width + j] ?? 0, table[i * width + j + 1] ?? 0)
  return table
}

function walk(left: string[], right: string[], table: Uint32Array): Hunk[] {
  const width = right.length + 1
  const hunks: Hunk[] = []
  let open: Hunk | null = null
  let i = 0
  let j = 0
  const change = (): Hunk => {
    open ??= { from: i, to: i, with: [] }
    return open
  }
  const close = () => {
    if (open) hunks.push(open)
    open = null
  }
  while (i < left.length || j < right.length) {
    const down = table[(i + 1) * width + j] ?? 0
    const across = table[i * width + j + 1] ?? 0
    if (i < left.length && j < right.length && left[i] === right[j]) {
      close()
      i++
      j++
    } else if (j >= right.length || (i < left.length && down >= across)) change().to = ++i
    else change().with.push(right[j++] ?? '')
  }
  close()
  return hunks
}
