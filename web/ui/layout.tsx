import type { CSSProperties, ReactNode } from 'react'
import { classes } from './classes.ts'
import styles from './layout.module.css'
import { useTitle } from './use-title.ts'

type PageProps = {
  title: string
  lead?: ReactNode
  acts?: ReactNode
  children: ReactNode
  width?: 'narrow' | 'normal' | 'full'
}

/** A screen: its title (also the tab's), what can be done on it, and the rest. */
export function Page({ title, lead, acts, children, width = 'normal' }: PageProps) {
  useTitle(title)
  return (
    <div className={classes(styles.page, width === 'narrow' && styles.narrow, width === 'full' && styles.full)}>
      <header className={styles.pageTop}>
        <div className={styles.pageTitle}>
          <h1>{title}</h1>
          {lead && <p className={styles.lead}>{lead}</p>}
        </div>
        {acts && <div className={styles.acts}>{acts}</div>}
      </header>
      {children}
    </div>
  )
}

/** A sheet of paper for what belongs together. */
export function Card({
  title,
  acts,
  children,
  level = 2,
}: {
  title?: ReactNode
  acts?: ReactNode
  children: ReactNode
  level?: 2 | 3
}) {
  const Heading = level === 2 ? 'h2' : 'h3'
  return (
    <section className={styles.card}>
      {(title || acts) && (
        <header className={styles.cardTop}>
          {title && <Heading>{title}</Heading>}
          {acts && <div className={styles.acts}>{acts}</div>}
        </header>
      )}
      {children}
    </section>
  )
}

type Gap = 1 | 2 | 3 | 4 | 5 | 6
const gapOf = (gap: Gap | undefined) => (gap ? ({ '--gap': `var(--s${gap})` } as CSSProperties) : undefined)

/** Things under each other. */
export function Stack({ gap, children }: { gap?: Gap; children: ReactNode }) {
  return (
    <div className={styles.stack} style={gapOf(gap)}>
      {children}
    </div>
  )
}

/** Things beside each other, wrapping when narrow. */
export function Row({ gap, children }: { gap?: Gap; children: ReactNode }) {
  return (
    <div className={styles.row} style={gapOf(gap)}>
      {children}
    </div>
  )
}

/** As many equal columns as fit, each at least `min` wide. */
export function Columns({ min, children }: { min?: string; children: ReactNode }) {
  return (
    <div className={styles.columns} style={min ? ({ '--column': min } as CSSProperties) : undefined}>
      {children}
    </div>
  )
}

/** A plain list of rows with lines between; each child is a `<ListRow>`. For selection and arrows use `react-aria-components/GridList`. */
export function List({ label, children }: { label?: string; children: ReactNode }) {
  return (
    <ul className={styles.list} aria-label={label}>
      {children}
    </ul>
  )
}

export function ListRow({
  before,
  title,
  dim,
  after,
  children,
}: {
  before?: ReactNode
  title: ReactNode
  dim?: ReactNode
  after?: ReactNode
  children?: ReactNode
}) {
  return (
    <li>
      {before}
      <div className={styles.grow}>
        <div>{title}</div>
        {dim && <div className={styles.dim}>{dim}</div>}
        {children}
      </div>
      {after && <div className={styles.acts}>{after}</div>}
    </li>
  )
}

/** Secondary words. */
export const Dim = ({ children }: { children: ReactNode }) => <span className={styles.dim}>{children}</span>

/** A table of text and numbers; `label` is its name. Wide ones scroll inside themselves. */
export function Table({ label, head, children }: { label: string; head: ReactNode[]; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className={styles.scroller} aria-label={label} tabIndex={0}>
      <table className={styles.table}>
        <thead>
          <tr>
            {head.map((cell, column) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: columns never move
              <th key={column} scope="col">
                {cell}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </section>
  )
}
