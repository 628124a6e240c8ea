import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type Rule, ruleVersions } from '../../api/rules.ts'
import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/words.tsx'
import { useBrand } from '../../shell/here.ts'
import { Button } from '../../ui/button.tsx'
import { Banner, SkeletonRows } from '../../ui/feedback.tsx'
import { Card } from '../../ui/layout.tsx'
import { RuleSentence } from './rule-sentence.tsx'
import styles from './rules.module.css'

/** What the rule said before, and who made it say so. */
export function VersionsCard({ rule }: { rule: Rule }) {
  const say = useWords()
  const [isOpen, setOpen] = useState(false)
  if (rule.version < 2) return null
  return (
    <Card
      title={say('rules.versions')}
      acts={
        <Button size="s" variant="quiet" aria-expanded={isOpen} onPress={() => setOpen(!isOpen)}>
          {say(isOpen ? 'rules.hideVersions' : 'rules.showVersions', { count: rule.version })}
        </Button>
      }
    >
      {isOpen && <Versions rule={rule} />}
    </Card>
  )
}

function Versions({ rule }: { rule: Rule }) {
  const say = useWords()
  const format = useFormat()
  const brand = useBrand()
  const asked = useQuery(ruleVersions(brand.id, rule.id))
  if (asked.error) return <Banner tone="bad" title={asked.error.saidIn(say)} />
  if (!asked.data) return <SkeletonRows rows={2} />
  return (
    <ol className={styles.samples}>
      {asked.data.items.map((one) => (
        <li key={one.version}>
          <strong>
            <bdi>{one.name}</bdi>
          </strong>
          <RuleSentence all={one.match.all} conditions={one.match.conditions} actions={one.actions} />
          <p className={styles.dim}>{[...(one.by ? [one.by] : []), format.moment(one.at, brand.zone)].join(' · ')}</p>
        </li>
      ))}
    </ol>
  )
}
