import type { ReactNode } from 'react'
import { ProgressBar } from 'react-aria-components/ProgressBar'
import { classes } from './classes.ts'
import styles from './feedback.module.css'
import { Icon, type IconName } from './icon.tsx'

export type Tone = 'good' | 'warn' | 'bad' | 'note' | 'accent' | 'plain'

const toneIcons: Record<Tone, IconName> = {
  good: 'check-circle',
  warn: 'warning',
  bad: 'x-circle',
  note: 'info',
  accent: 'info',
  plain: 'info',
}

const toneClass = (tone: Tone) => (tone === 'plain' ? undefined : styles[tone])

/** A word or a number set apart. Colour never speaks alone: the words say it too. */
export function Badge({ tone = 'plain', icon, children }: { tone?: Tone; icon?: IconName; children: ReactNode }) {
  return (
    <span className={classes(styles.badge, toneClass(tone))}>
      {icon && <Icon name={icon} size={14} />}
      {children}
    </span>
  )
}

type BannerProps = {
  tone: Exclude<Tone, 'plain'>
  title?: ReactNode
  children?: ReactNode
  acts?: ReactNode
  icon?: IconName
  live?: boolean
}

/** Something about the whole screen. `live` reads it out at once: for what appears by itself. */
export function Banner({ tone, title, children, acts, icon, live }: BannerProps) {
  return (
    <div
      className={classes(styles.banner, toneClass(tone))}
      role={live ? (tone === 'bad' ? 'alert' : 'status') : undefined}
    >
      <Icon name={icon ?? toneIcons[tone]} />
      <div className={styles.said}>
        {title && <p className={styles.title}>{title}</p>}
        {children && <div>{children}</div>}
      </div>
      {acts && <div className={styles.acts}>{acts}</div>}
    </div>
  )
}

/** Where nothing is yet: says why, and what to do about it. */
export function EmptyState({
  title,
  children,
  acts,
  level = 2,
}: {
  title: string
  children?: ReactNode
  acts?: ReactNode
  level?: 1 | 2 | 3
}) {
  const Heading = `h${level}` as const
  return (
    <div className={styles.empty}>
      <svg
        className={styles.arch}
        width="88"
        height="44"
        viewBox="0 0 88 44"
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
        strokeLinecap="round"
        aria-hidden="true"
      >
        <path d="M4 24 44 6l40 18M16 40c0-13 12-21 28-21s28 8 28 21M2 40h84" />
      </svg>
      <Heading>{title}</Heading>
      {children && <p>{children}</p>}
      {acts && <div className={styles.acts}>{acts}</div>}
    </div>
  )
}

/** Holds the place of what is loading. */
export function Skeleton({ width = '100%', height = '1rem' }: { width?: string; height?: string }) {
  return <span className={styles.skeleton} style={{ width, height }} aria-hidden="true" />
}

export function SkeletonRows({ rows = 4, height = '3rem' }: { rows?: number; height?: string }) {
  return (
    <div className={styles.stack}>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike
        <Skeleton key={row} height={height} />
      ))}
    </div>
  )
}

/** How far a long work has come: `value` of 100. */
export function Progress({ label, value }: { label: string; value: number }) {
  return (
    <ProgressBar value={value} className={styles.progress ?? ''} aria-label={label}>
      {({ percentage, valueText }) => (
        <>
          <span>{label}</span>
          <span>{valueText}</span>
          <div className={styles.rail}>
            <div className={styles.fill} style={{ width: `${percentage}%` }} />
          </div>
        </>
      )}
    </ProgressBar>
  )
}

export function Kbd({ children }: { children: string }) {
  return <kbd className={styles.kbd}>{children}</kbd>
}
