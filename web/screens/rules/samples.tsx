import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Sample } from '../../api/rules.ts'
import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/words.tsx'
import { useBrand } from '../../shell/here.ts'
import { Button } from '../../ui/button.tsx'
import { Highlighted } from './highlighted.tsx'
import styles from './rules.module.css'

const few = 5

export function Samples({ title, samples }: { title: string; samples: Sample[] }) {
  const say = useWords()
  const [isWhole, setWhole] = useState(false)
  if (samples.length === 0) return null
  const shown = isWhole ? samples : samples.slice(0, few)
  return (
    <section>
      <h3>{title}</h3>
      <ul className={styles.samples}>
        {shown.map((one) => (
          <SampleItem key={one.interactionId} sample={one} />
        ))}
      </ul>
      {samples.length > few && (
        <Button size="s" variant="quiet" aria-expanded={isWhole} onPress={() => setWhole(!isWhole)}>
          {say(isWhole ? 'rules.fewer' : 'rules.all', { count: samples.length })}
        </Button>
      )}
    </section>
  )
}

function SampleItem({ sample }: { sample: Sample }) {
  const say = useWords()
  const format = useFormat()
  const brand = useBrand()
  return (
    <li>
      <Highlighted text={sample.text || say('rules.noText')} places={sample.text ? sample.places : []} />
      <p className={styles.dim}>
        <bdi>{sample.author}</bdi> · {format.relative(sample.at)}
        {sample.conversationId && (
          <>
            {' · '}
            <Link
              to="/inbox/$brandId/$conversationId"
              params={{ brandId: brand.id, conversationId: sample.conversationId }}
              aria-label={say('rules.openOf', { author: sample.author })}
            >
              {say('rules.open')}
            </Link>
          </>
        )}
      </p>
    </li>
  )
}
