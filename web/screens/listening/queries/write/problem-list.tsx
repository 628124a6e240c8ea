import type { Mend, Problem } from '../../../../../modules/listening/compose.ts'
import { type Say, useWords } from '../../../../i18n/words.tsx'
import { Button } from '../../../../ui/button.tsx'
import { Kbd } from '../../../../ui/feedback.tsx'
import { Icon } from '../../../../ui/icon.tsx'
import styles from './write.module.css'

type ProblemListProps = { id: string; text: string; problems: readonly Problem[]; onMend: (mend: Mend) => void }

const few = 5
const longestQuoted = 40

/** What keeps a query from being read, each with what to write instead where that is plain. */
export function ProblemList({ id, text, problems, onMend }: ProblemListProps) {
  const say = useWords()
  const firstMend = problems.findIndex((one) => one.mend)
  return (
    <div id={id} className={styles.problems} role="status">
      {problems.slice(0, few).map((one, n) => (
        <div key={`${one.code} ${one.from}`} className={styles.problem}>
          <Icon name="warning" size={16} />
          <p>
            {one.to > one.from && (
              <>
                <code>{quoted(text.slice(one.from, one.to))}</code>{' '}
              </>
            )}
            {say(one.code, one.values)}
          </p>
          {one.mend && (
            <Button size="s" icon="check" onPress={() => one.mend && onMend(one.mend)}>
              {mendSaid(say, one.mend)}
            </Button>
          )}
          {n === firstMend && <Kbd>Alt Enter</Kbd>}
        </div>
      ))}
      {problems.length > few && <p>{say('queries.moreProblems', { count: problems.length - few })}</p>}
    </div>
  )
}

const quoted = (text: string) => (text.length > longestQuoted ? `${text.slice(0, longestQuoted)}…` : text)

function mendSaid(say: Say, { from, to, text }: Mend): string {
  if (text === '') return say('queries.mend.remove')
  return say(from === to ? 'queries.mend.add' : 'queries.mend.write', { text: quoted(text.trim()) })
}
