import { Link } from '@tanstack/react-router'
import { useAct } from '../../api/ask.ts'
import { type Hit, hitsPath, rulesPath, undoHit } from '../../api/rules.ts'
import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/words.tsx'
import { useBrand, useMayHere } from '../../shell/here.ts'
import { Button } from '../../ui/button.tsx'
import { Badge, type Tone } from '../../ui/feedback.tsx'
import type { IconName } from '../../ui/icon.tsx'
import { Highlighted } from './highlighted.tsx'
import styles from './rules.module.css'

const looks: Record<Hit['actions'][number]['state'], { tone: Tone; icon: IconName }> = {
  done: { tone: 'good', icon: 'check' },
  waits: { tone: 'note', icon: 'clock' },
  failed: { tone: 'bad', icon: 'x-circle' },
  undone: { tone: 'plain', icon: 'undo' },
  kept: { tone: 'warn', icon: 'warning' },
}

export function HitItem({ hit }: { hit: Hit }) {
  const say = useWords()
  const format = useFormat()
  const brand = useBrand()
  const mayUndo = useMayHere('editor')
  const undo = useAct(() => undoHit(brand.id, hit.id), {
    touches: [hitsPath(brand.id), rulesPath(brand.id)],
    done: say('rules.hitUndone'),
  })
  return (
    <li className={styles.hit} data-undone={hit.undone ? true : undefined}>
      <div className={styles.ruleWords}>
        <p className={styles.dim}>
          <strong>
            <bdi>{hit.ruleName}</bdi>
          </strong>
          {' · '}
          <bdi>{hit.author}</bdi>
          {' · '}
          <time dateTime={hit.at} title={format.moment(hit.at, brand.zone)}>
            {format.relative(hit.at)}
          </time>
        </p>
        <Highlighted text={hit.text || say('rules.noText')} places={hit.places} />
        <ul className={styles.deeds} aria-label={say('rules.whatWasDone')}>
          {hit.actions.map((one) => (
            <li key={one.kind}>
              <Badge tone={looks[one.state].tone} icon={looks[one.state].icon}>
                {one.state === 'undone' ? say('rules.undoneBadge', { what: one.text }) : one.text}
              </Badge>
            </li>
          ))}
        </ul>
        {hit.undone && (
          <p className={styles.dim}>
            {say(hit.undone.by ? 'rules.undoneBy' : 'rules.undoneThen', {
              ...{ who: hit.undone.by ?? '', when: format.moment(hit.undone.at, brand.zone) },
            })}
          </p>
        )}
      </div>
      <div className={styles.ruleActs}>
        <Link
          to="/inbox/$brandId/$conversationId"
          params={{ brandId: brand.id, conversationId: hit.conversationId }}
          aria-label={say('rules.openOf', { author: hit.author })}
        >
          {say('rules.open')}
        </Link>
        {mayUndo && !hit.undone && (
          <Button size="s" icon="undo" isPending={undo.isPending} onPress={() => undo.mutate()}>
            {say('ui.undo')}
          </Button>
        )}
      </div>
    </li>
  )
}
