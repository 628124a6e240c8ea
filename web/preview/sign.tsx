import type { ReactNode } from 'react'

/** A line drawing for previews, in the colour around it. Decorative. */
export function Sign({
  size = 18,
  width = 1.8,
  fill,
  children,
}: {
  size?: number
  width?: number
  fill?: boolean
  children: ReactNode
}) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill={fill ? 'currentColor' : 'none'}
      stroke={fill ? 'none' : 'currentColor'}
      strokeWidth={width}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {children}
    </svg>
  )
}

export const PlaySign = ({ size }: { size?: number }) => (
  <Sign size={size} fill>
    <path d="M8 5.2v13.6a1 1 0 0 0 1.5.9l11-6.8a1 1 0 0 0 0-1.8l-11-6.8A1 1 0 0 0 8 5.2Z" />
  </Sign>
)
