import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Account } from '../../api/brand.ts'
import { type Import, type ImportRow, importRows } from '../../api/planning.ts'
import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/words.tsx'
import { SkeletonRows } from '../../ui/feedback.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Card, Table } from '../../ui/layout.tsx'
import { LoadMore } from '../../ui/load-more.tsx'
import { Select } from '../../ui/select.tsx'
import styles from './import.module.css'

type Only = 'all' | 'good' | 'warned' | 'bad'
type PlanRowsProps = { brandId: string; plan: Import; accounts: readonly Account[] }

/** Row by row: what would be planned, and what is wrong, in the row where it is wrong. */
export function PlanRows({ brandId, plan, accounts }: PlanRowsProps) {
  const say = useWords()
  const [only, setOnly] = useState<Only>('all')
  const pages = useInfiniteQuery(importRows(brandId, plan.id, only === 'all' ? undefined : only))
  const rows = pages.data?.pages.flatMap((page) => page.items)
  const head = ['row', 'when', 'where', 'text', 'problems'].map((key) => say(`import.head.${key}`))
  return (
    <Card
      title={say('import.preview')}
      acts={
        <Select<Only>
          label={say('import.only')}
          value={only}
          choices={(['all', 'bad', 'warned', 'good'] as const).map((id) => ({ id, text: say(`import.only.${id}`) }))}
          onChange={setOnly}
        />
      }
    >
      {!rows && <SkeletonRows rows={5} />}
      {rows?.length === 0 && <p className={styles.dim}>{say('import.noRows')}</p>}
      {rows && rows.length > 0 && (
        <Table label={say('import.preview')} head={head}>
          {rows.map((row) => (
            <OneRow key={row.row} brandId={brandId} row={row} accounts={accounts} />
          ))}
        </Table>
      )}
      <LoadMore pages={pages} />
    </Card>
  )
}

function OneRow({ brandId, row, accounts }: { brandId: string; row: ImportRow; accounts: readonly Account[] }) {
  const say = useWords()
  const format = useFormat()
  const names = row.accounts.map((id) => accounts.find((account) => account.id === id)?.name ?? id)
  const worst = row.problems.some((one) => one.severity === 'error')
    ? 'error'
    : row.problems.length > 0
      ? 'warning'
      : 'none'
  return (
    <tr data-worst={worst} className={styles.row}>
      <td>{format.number(row.row)}</td>
      <td className={styles.when}>{row.plan ? format.moment(row.plan.at, row.plan.zone) : '–'}</td>
      <td>{names.join(', ') || '–'}</td>
      <td className={styles.excerpt}>
        {row.postId ? (
          <Link to="/brands/$brandId/compose/$postId" params={{ brandId, postId: row.postId }}>
            {row.excerpt || say('import.noText')}
          </Link>
        ) : (
          row.excerpt || say('import.noText')
        )}
      </td>
      <td>
        <ul className={styles.problems}>
          {row.problems.map((problem) => (
            <li key={`${problem.code}${problem.column}${problem.message}`} data-severity={problem.severity}>
              <Icon name={problem.severity === 'error' ? 'x-circle' : 'warning'} size={16} />
              <span>
                {problem.column && <strong>{say(`planning.column.${problem.column}`)}: </strong>}
                {problem.message}
              </span>
            </li>
          ))}
        </ul>
      </td>
    </tr>
  )
}
