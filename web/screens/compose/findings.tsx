import type { Finding } from '../../../networks/compose.ts'
import { saidValues } from '../../../networks/said-values.ts'
import { useWords } from '../../i18n/words.tsx'
import { Icon } from '../../ui/icon.tsx'
import styles from './findings.module.css'
import type { Voice } from './rules.ts'

/** A finding with the accounts it holds for. */
export type Said = { finding: Finding; names: string[] }

/** What the networks say, the same said once however many accounts it holds for. */
export function gatherFindings(voices: readonly Voice[]): Said[] {
  const said = new Map<string, Said>()
  for (const { account, findings } of voices)
    for (const finding of findings) {
      const key = JSON.stringify([finding.path, finding.code, finding.values])
      const known = said.get(key)
      if (known) known.names.push(account.name)
      else said.set(key, { finding, names: [account.name] })
    }
  return [...said.values()].sort((a, b) => rank(a.finding) - rank(b.finding))
}

const rank = (finding: Finding) => (finding.severity === 'error' ? 0 : 1)

/** Stands at the field it is about, and is read out with it. What holds for several files is said once. */
export function FindingList({ said, id }: { said: readonly Said[]; id?: string }) {
  const say = useWords()
  const lines = new Map(
    said.map(({ finding, names }) => {
      const words = say(finding.code, saidValues(finding, say))
      return [`${finding.severity} ${words} ${names}`, { words, names, severity: finding.severity }]
    }),
  )
  return (
    <ul id={id} className={styles.list} hidden={said.length === 0}>
      {[...lines].map(([key, { words, names, severity }]) => (
        <li key={key} data-severity={severity}>
          <Icon name={severity === 'error' ? 'x-circle' : 'warning'} size={16} />
          <span>
            {words} <span className={styles.names}>{names.join(', ')}</span>
          </span>
        </li>
      ))}
    </ul>
  )
}
