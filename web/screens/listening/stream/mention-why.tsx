import type { Mention } from '../../../api/mentions.ts'
import { useFormat } from '../../../i18n/format.ts'
import { useWords } from '../../../i18n/words.tsx'
import { Button } from '../../../ui/button.tsx'
import { plainAddress } from './address.ts'
import styles from './stream.module.css'
import { useStream } from './use-stream.ts'

const numberNames = ['likes', 'reshares', 'comments', 'quotes', 'views'] as const

/** Why it is here, how far it went, and who said the same. */
export function MentionWhy({ mention }: { mention: Mention }) {
  const say = useWords()
  const format = useFormat()
  const { place } = useStream()
  const { why, copies, reposts, numbers } = mention
  const told = numberNames.filter((name) => numbers[name] !== undefined)
  return (
    <footer className={styles.why}>
      <h3>{say('listen.why')}</h3>
      {why.length === 0 && <p className={styles.dim}>{say('listen.why.source')}</p>}
      <ul>
        {why.map((one) => (
          <li key={one.queryId}>
            <button
              type="button"
              className={styles.topic}
              onClick={() => place.show({ ...plainAddress, queries: one.queryId })}
            >
              <bdi>{one.topic}</bdi> · <bdi>{one.name}</bdi>
            </button>
            {one.met.map((piece) => (
              <code key={piece} className={styles.met}>
                {piece}
              </code>
            ))}
          </li>
        ))}
      </ul>
      {told.length > 0 && (
        <p className={styles.facts}>
          {told.map((name) => (
            <span key={name}>
              {say(`listen.number.${name}`)} <strong>{format.number(numbers[name] ?? 0)}</strong>
            </span>
          ))}
        </p>
      )}
      {copies + reposts > 0 && (
        <p className={styles.facts}>
          {copies > 0 && <span>{say('listen.copies', { count: copies })}</span>}
          {reposts > 0 && <span>{say('listen.reposts', { count: reposts })}</span>}
          <Button size="s" variant="quiet" onPress={() => place.show({ ...plainAddress, like: mention.id })}>
            {say('listen.like')}
          </Button>
        </p>
      )}
      {mention.originalId && (
        <Button size="s" variant="quiet" icon="repeat" onPress={() => place.open(mention.originalId ?? '')}>
          {say('listen.original')}
        </Button>
      )}
    </footer>
  )
}
