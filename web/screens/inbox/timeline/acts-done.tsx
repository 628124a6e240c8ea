import { useAct } from '../../../api/ask.ts'
import { type ActDone, undoAct } from '../../../api/inbox.ts'
import { useWords } from '../../../i18n/words.tsx'
import { Button } from '../../../ui/button.tsx'
import { useEntryPlace } from '../conversation/use-entry-place.ts'
import styles from './timeline.module.css'

/** What was done with one message and by whom: under way, done, or why not. */
export function ActsDone({ acts }: { acts: readonly ActDone[] }) {
  if (acts.length === 0) return null
  return <Acts acts={acts} />
}

function Acts({ acts }: { acts: readonly ActDone[] }) {
  const say = useWords()
  const { head, refresh } = useEntryPlace()
  const undo = useAct((act: ActDone) => undoAct(head.brandId, act.id), { done: () => void refresh() })
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
