import { type CSSProperties, useState } from 'react'
import styles from './avatar.module.css'
import { classes } from './classes.ts'
import { inkOn } from './ink-on.ts'
import { NetworkMark } from './network-mark.tsx'

type AvatarProps = {
  name: string
  src?: string | null
  /** Pixels. */
  size?: number
  /** Colour behind the initials: a brand's, a person's. */
  tint?: string
  shape?: 'round' | 'square'
  /** The network an account is on: its sign in the corner. */
  network?: { name: string; color: string; sign?: string | null }
}

/** A face or its initials. Decorative: the name always stands beside it. */
export function Avatar({ name, src, size = 36, tint, shape = 'round', network }: AvatarProps) {
  const [broken, setBroken] = useState(false)
  const look = { '--size': `${size / 16}rem`, ...(tint && { '--tint': tint }) } as CSSProperties
  return (
    <span className={classes(styles.avatar, shape === 'square' && styles.square)} style={look} aria-hidden="true">
      {src && !broken ? (
        <img className={styles.face} src={src} alt="" loading="lazy" onError={() => setBroken(true)} />
      ) : (
        <span className={styles.face} data-initials={initials(name)} />
      )}
      {network && (
        <span
          className={styles.network}
          style={{ '--network': network.color, '--network-ink': inkOn(network.color) } as CSSProperties}
        >
          <NetworkMark name={network.name} sign={network.sign} />
        </span>
      )}
    </span>
  )
}

/** A small square of a colour, in front of a brand's or a rubric's name. */
export function Swatch({ color }: { color: string }) {
  return <span className={styles.swatch} style={{ '--tint': color } as CSSProperties} aria-hidden="true" />
}

function initials(name: string): string {
  const words = name.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word))
  const first = words[0]?.match(/[\p{L}\p{N}]/u)?.[0] ?? '·'
  const last = words.length > 1 ? (words.at(-1)?.match(/[\p{L}\p{N}]/u)?.[0] ?? '') : ''
  return (first + last).toLocaleUpperCase()
}
