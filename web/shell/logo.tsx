/** The mark: the bridge's arch, its roof, and a lamp at the crown. */
export function Logo({ size = 28, named }: { size?: number; named?: boolean }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 32 32"
      role={named ? 'img' : undefined}
      aria-label={named ? 'Rialto' : undefined}
      aria-hidden={named ? undefined : true}
      style={{ flex: 'none' }}
    >
      <rect width="32" height="32" rx="8" fill="#0e6b66" />
      <path
        fill="none"
        stroke="#fbf8f2"
        strokeWidth="2.6"
        strokeLinecap="round"
        strokeLinejoin="round"
        d="M4.5 16.2 16 8.2l11.5 8M7 24.5c0-5.2 4-9 9-9s9 3.8 9 9"
      />
      <circle cx="16" cy="11.6" r="1.3" fill="#e3b65b" />
    </svg>
  )
}
