/** What stands in a network's badge: its sign, or the first letter of its name where it has none. */
export function NetworkMark({ name, sign }: { name: string; sign?: string | null }) {
  if (!sign) return <span data-initials={name.slice(0, 1)} />
  return (
    <svg viewBox="0 0 24 24" width="70%" height="70%" fill="none" stroke="currentColor" aria-hidden="true">
      <path d={sign} strokeWidth="2.4" strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  )
}
