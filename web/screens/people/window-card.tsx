import type { TemperatureWindow, TemperatureWindows } from '../../api/people.ts'
import { useWords } from '../../i18n/words.tsx'
import { Button } from '../../ui/button.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Card } from '../../ui/layout.tsx'
import { SpanField } from './span-field.tsx'
import { WarmthBadge } from './warmth-badge.tsx'
import styles from './windows.module.css'
import type { Written } from './windows-form.tsx'

type WindowCardProps = {
  place: number
  written: Written
  isOnly: boolean
  proposed: TemperatureWindows['proposed'][number] | undefined
  mayChange: boolean
  onChange: (next: Partial<Written>) => void
  onTake: (window: TemperatureWindow) => void
  onDrop: () => void
}

/** One topic: warm, then cooling, then cold, along a line of time; under it what activity proposes. */
export function WindowCard({ place, written, isOnly, proposed, mayChange, onChange, onTake, onDrop }: WindowCardProps) {
  const say = useWords()
  const { topic } = written
  return (
    <Card
      title={topic === '' ? say(isOnly ? 'people.windows.all' : 'people.windows.everybody') : <bdi>{topic}</bdi>}
      acts={
        mayChange &&
        topic !== '' && <IconButton icon="trash" label={say('people.windows.drop', { topic })} onPress={onDrop} />
      }
    >
      <div className={styles.line}>
        <div className={styles.stage} data-temperature="warm">
          <WarmthBadge temperature="warm" />
          <SpanField
            name={`items.${place}.warmSeconds`}
            label={say('people.windows.warmFor')}
            value={written.warm}
            onChange={(warm) => onChange({ warm })}
            isDisabled={!mayChange}
          />
        </div>
        <div className={styles.stage} data-temperature="cooling">
          <WarmthBadge temperature="cooling" />
          <SpanField
            name={`items.${place}.coolingSeconds`}
            label={say('people.windows.coolingFor')}
            value={written.cooling}
            onChange={(cooling) => onChange({ cooling })}
            isDisabled={!mayChange}
            from="hour"
          />
        </div>
        <div className={styles.stage} data-temperature="cold">
          <WarmthBadge temperature="cold" />
          <p className={styles.dim}>{say('people.windows.after')}</p>
        </div>
      </div>
      {proposed && <Proposal proposed={proposed} onTake={mayChange ? () => onTake(proposed) : undefined} />}
    </Card>
  )
}

type ProposalProps = { proposed: TemperatureWindows['proposed'][number]; onTake: (() => void) | undefined }

function Proposal({ proposed, onTake }: ProposalProps) {
  const say = useWords()
  const inDays = (seconds: number) => Math.round(seconds / 86_400)
  const values = {
    people: proposed.people,
    warm: inDays(proposed.warmSeconds),
    cooling: inDays(proposed.coolingSeconds),
  }
  return (
    <div className={styles.proposal}>
      <p>
        {say('people.windows.proposed', values)} <span className={styles.dim}>{say('people.windows.method')}</span>
      </p>
      {onTake && (
        <Button size="s" icon="sparkle" onPress={onTake}>
          {say('people.windows.take')}
        </Button>
      )}
    </div>
  )
}
