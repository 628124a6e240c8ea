import { useAct } from '../../../api/ask.ts'
import { type ActDone, undoAct } from '../../../api/inbox.ts'
import { useWords } from '../../../i18n/words.tsx'
import { Button } from '../../../ui/button.tsx'
import { useOpen } from '../conversation/use-open.ts'
import styles from './timeline.module.css'

/** What was done with one message and by whom: under way, done, or why not. */
export function ActsDone({ acts }: { acts: readonly ActDone[] }) {
  const say = useWords()
  const { head, timeline } = useOpen()
  const undo = useAct((act: ActDone) => undoAct(head.brandId, act.id), { done: () => void timeline.refresh() })
  if (acts.length === 0) return null
  return (
    <ul className={styles.actsDone}>
      {acts.map((act) => (
        <li key={act.id} data-state={act.state}>
          <span>
            {say(`inbox.acted.${act.kind}`, { by: act.by?.name ?? act.rule ?? say('inbox.somebody') })}{' '}
            {act.state !== 'done' && say(`inbox.acted.state.${act.state}`)}
            {act.failure && <bdi> {act.failure}</bdi>}
          </span>
          {act.canUndo && (
            <Button
              size="s"
              variant="quiet"
              icon="undo"
              isPending={undo.isPending && undo.variables?.id === act.id}
              onPress={() => undo.mutate(act)}
            >
              {say('ui.undo')}
            </Button>
          )}
        </li>
      ))}
    </ul>
  )
}
