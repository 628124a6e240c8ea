/** Somebody asks somebody else, both by their addresses. */
export type Asks = { from: string; to: string }

/** Would this question come back, over whatever others still wait, to who asks it? Letters large or small are the same. */
export function closesCircle(open: Asks[], asked: Asks): boolean {
  const same = (address: string) => address.trim().toLowerCase()
  const start = same(asked.from)
  const reached = new Set<string>()
  const ahead = [same(asked.to)]
  for (let next = ahead.pop(); next !== undefined; next = ahead.pop()) {
    if (next === start) return true
    if (reached.has(next)) continue
    reached.add(next)
    for (const { from, to } of open) if (same(from) === next) ahead.push(same(to))
  }
  return false
}
