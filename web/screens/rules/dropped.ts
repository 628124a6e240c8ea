/** The order after these were dropped before, after or on another. */
export function dropped(ids: string[], taken: string[], target: string, place: 'before' | 'after' | 'on'): string[] {
  const left = ids.filter((id) => !taken.includes(id))
  const at = left.indexOf(target)
  if (at < 0) return ids
  const cut = place === 'after' ? at + 1 : at
  return [...left.slice(0, cut), ...ids.filter((id) => taken.includes(id)), ...left.slice(cut)]
}
