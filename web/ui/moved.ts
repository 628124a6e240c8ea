/** The list with one of its things at another place; a place beyond an end is that end. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const rest = [...list]
  const [one] = rest.splice(from, 1)
  if (one === undefined) return rest
  rest.splice(Math.min(rest.length, Math.max(0, to)), 0, one)
  return rest
}
