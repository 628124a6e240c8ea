import type { ApiFailure } from '../../api/failure.ts'
import styles from './rules.module.css'

/** What the API says of one row, or of the whole list when it is empty. */
export function RowComplaints({ failure, path, whole }: { failure: ApiFailure | null; path: string; whole?: boolean }) {
  const said = (failure?.fields ?? []).filter((one) => one.path === path || (!whole && one.path.startsWith(`${path}.`)))
  const messages = [...new Set(said.map((one) => one.message))]
  if (messages.length === 0) return null
  return (
    <div role="alert" className={styles.complaints}>
      {messages.map((message) => (
        <p key={message}>{message}</p>
      ))}
    </div>
  )
}
