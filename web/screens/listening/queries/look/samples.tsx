import type { PastSample } from '../../../../api/listening-queries.ts'
import { useFormat } from '../../../../i18n/format.ts'
import { useWords } from '../../../../i18n/words.tsx'
import { Highlighted } from '../../../rules/highlighted.tsx'
import styles from './look.module.css'

type SamplesProps = { title: string; samples: readonly PastSample[]; query: string; none?: string }

const longestQuoted = 60

/** Posts of the past, with what was found marked, or why they were not found. */
export function Samples({ title, samples, query, none }: SamplesProps) {
  const say = useWords()
  if (samples.length === 0) return none ? <p className={styles.dim}>{none}</p> : null
  return (
    <ul className={styles.samples} aria-label={title}>
      {samples.map((one, n) => (
        <li key={one.mentionId ?? n}>
          {one.title && <Highlighted text={one.title} places={one.titlePlaces} />}
          <Highlighted text={one.isCut ? `${one.text}…` : one.text} places={one.places} />
          {one.why && (
            <p className={styles.why}>
              {say(`queries.why.${one.why.is}`)} <code>{quoted(query.slice(one.why.from, one.why.to))}</code>
            </p>
          )}
          <Source sample={one} />
        </li>
      ))}
    </ul>
  )
}

function Source({ sample }: { sample: PastSample }) {
  const format = useFormat()
  return (
    <p className={styles.dim}>
      <bdi>{sample.author}</bdi> ·{' '}
      {sample.url && /^https?:/.test(sample.url) ? (
        <a href={sample.url} target="_blank" rel="noreferrer">
          {sample.site}
        </a>
      ) : (
        sample.site
      )}{' '}
      · {format.relative(sample.at)}
    </p>
  )
}

const quoted = (text: string) => (text.length > longestQuoted ? `${text.slice(0, longestQuoted)}…` : text)
