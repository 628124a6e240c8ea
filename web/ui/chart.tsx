import { type KeyboardEvent, type ReactNode, useId, useState } from 'react'
import { useWords } from '../i18n/words.tsx'
import { Button } from './button.tsx'
import styles from './chart.module.css'
import { Table } from './layout.tsx'

export type Series = { id: string; name: string; tone: 'good' | 'bad' | 'plain' | 'pale' | 'accent' }
export type ChartColumn = {
  key: string
  name: string
  /** By series; heights stand on one another. */
  parts: Record<string, number>
  /** From −1 to 1, drawn as a line over the columns; null where nothing is known. */
  line: number | null
  /** Something happened here. */
  mark?: boolean
}

type ChartProps = {
  label: string
  /** What the columns are: weeks, hours. */
  across: string
  series: Series[]
  /** The name of the line; absent: none is drawn. */
  line?: string
  columns: ChartColumn[]
  formatLine?: (value: number) => string
  /** A link or a number for a cell of the table. */
  cell?: (column: ChartColumn, series: Series) => ReactNode
  markName?: string
}

const height = 120
const wide = 12

/** Stacked columns with a line from −1 to 1; a table tells the same in figures to whoever prefers it. */
export function Chart({ label, across, series, line, columns, formatLine, cell, markName }: ChartProps) {
  const say = useWords()
  const id = useId()
  const [isTable, setTable] = useState(false)
  const most = Math.max(1, ...columns.map((one) => sumOf(one.parts)))
  return (
    <figure className={styles.figure} aria-labelledby={id}>
      <figcaption className={styles.top}>
        <span id={id} className={styles.label}>
          {label}
        </span>
        <Button size="s" icon={isTable ? 'poll' : 'list'} onPress={() => setTable(!isTable)}>
          {say(isTable ? 'ui.chart.drawing' : 'ui.chart.table')}
        </Button>
      </figcaption>
      {isTable ? (
        <Table label={label} head={[across, ...series.map((one) => one.name), ...(line ? [line] : [])]}>
          {columns.map((column) => (
            <tr key={column.key}>
              <th scope="row">{column.name}</th>
              {series.map((one) => (
                <td key={one.id}>{cell ? cell(column, one) : (column.parts[one.id] ?? 0)}</td>
              ))}
              {line && <td>{column.line === null ? '–' : (formatLine?.(column.line) ?? column.line)}</td>}
            </tr>
          ))}
        </Table>
      ) : (
        <Drawing label={label} series={series} columns={columns} most={most} hasLine={line !== undefined} />
      )}
      {!isTable && (
        <div className={styles.keys}>
          {series.map((one) => (
            <span key={one.id} className={styles.key} data-tone={one.tone}>
              {one.name}
            </span>
          ))}
          {line && (
            <span className={styles.key} data-tone="line">
              {line}
            </span>
          )}
          {markName && (
            <span className={styles.key} data-tone="mark">
              {markName}
            </span>
          )}
        </div>
      )}
    </figure>
  )
}

const sumOf = (parts: Record<string, number>) => Object.values(parts).reduce((sum, one) => sum + one, 0)

type DrawingProps = Pick<ChartProps, 'label' | 'series' | 'columns'> & { most: number; hasLine: boolean }

/** Arrows lead from column to column, each of which is read out. */
function Drawing({ label, series, columns, most, hasLine }: DrawingProps) {
  const [here, setHere] = useState<number | null>(null)
  const at = here === null ? null : Math.min(here, columns.length - 1)
  const told = at === null ? undefined : columns[at]
  const move = (event: KeyboardEvent) => {
    const to = stepTo(event.key, at ?? -1, columns.length)
    if (to === undefined) return
    event.preventDefault()
    setHere(to)
  }
  const width = Math.max(columns.length, 10) * wide
  const first = columns[0]
  const last = columns.at(-1)
  return (
    <>
      <div
        className={styles.reader}
        role="slider"
        tabIndex={0}
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={Math.max(0, columns.length - 1)}
        aria-valuenow={at ?? 0}
        aria-valuetext={told && wordsOf(told, series)}
        onKeyDown={move}
        onBlur={() => setHere(null)}
      >
        <svg
          className={styles.drawing}
          viewBox={`0 0 ${width} ${height}`}
          preserveAspectRatio="none"
          aria-hidden="true"
        >
          {at !== null && <rect className={styles.here} x={at * wide} width={wide} y={0} height={height} />}
          {hasLine && <line className={styles.middle} x1="0" x2={width} y1={height / 2} y2={height / 2} />}
          {columns.map((column, n) => (
            <Column key={column.key} column={column} series={series} at={n} most={most} />
          ))}
          <polyline className={styles.line} points={pointsOf(columns)} />
        </svg>
      </div>
      <div className={styles.axis}>
        {told ? (
          <span>{wordsOf(told, series)}</span>
        ) : (
          <>
            <span>{first?.name}</span>
            {columns.length > 1 && <span>{last?.name}</span>}
          </>
        )}
      </div>
    </>
  )
}

function stepTo(key: string, at: number, count: number): number | undefined {
  if (key === 'ArrowRight' || key === 'ArrowUp') return Math.min(at + 1, count - 1)
  if (key === 'ArrowLeft' || key === 'ArrowDown') return Math.max(at - 1, 0)
  if (key === 'Home') return 0
  return key === 'End' ? count - 1 : undefined
}

const wordsOf = (column: ChartColumn, series: Series[]) =>
  `${column.name}: ${series.map((one) => `${one.name} ${column.parts[one.id] ?? 0}`).join(', ')}`

function Column({ column, series, at, most }: { column: ChartColumn; series: Series[]; at: number; most: number }) {
  let top = height
  return (
    <g>
      <title>{wordsOf(column, series)}</title>
      {column.mark && <rect className={styles.mark} x={at * wide + 5} width={2} y={0} height={height} />}
      {series.map((one) => {
        const tall = ((column.parts[one.id] ?? 0) / most) * (height - 8)
        top -= tall
        return <rect key={one.id} data-tone={one.tone} x={at * wide + 1} width={wide - 2} y={top} height={tall} />
      })}
    </g>
  )
}

const pointsOf = (columns: ChartColumn[]) =>
  columns
    .flatMap(({ line }, at) =>
      line === null ? [] : [`${at * wide + wide / 2},${height / 2 - (line * (height - 8)) / 2}`],
    )
    .join(' ')
