import { useState } from 'react'
import { useWords } from '../../i18n/words.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Stack } from '../../ui/layout.tsx'
import { RadioGroup } from '../../ui/radio-group.tsx'
import styles from './collision-dialog.module.css'
import type { Draft } from './draft/draft.ts'
import type { Collision } from './saving/merge-drafts.ts'
import { joinBoth, mineAt, takeTheirs } from './saving/settle-collision.ts'
import { fieldName } from './team/people-here.tsx'
import { useValueWords } from './use-value-words.ts'

type Choice = 'mine' | 'theirs' | 'both'
type CollisionDialogProps = {
  draft: Draft
  theirs: Draft
  collisions: readonly Collision[]
  onSettle: (draft: Draft) => void
  onClose: () => void
}

/** Two people changed the same words: both are shown, and the writer decides place by place. */
export function CollisionDialog({ draft, theirs, collisions, onSettle, onClose }: CollisionDialogProps) {
  const say = useWords()
  const [choices, setChoices] = useState<Record<string, Choice>>({})
  const settle = () =>
    onSettle(
      collisions.reduce((settled, collision) => {
        const choice = choices[collision.path] ?? 'mine'
        if (choice === 'mine') return settled
        return choice === 'theirs' ? takeTheirs(settled, theirs, collision.path) : joinBoth(settled, collision)
      }, draft),
    )
  return (
    <Dialog
      isOpen
      wide
      role="alertdialog"
      onClose={onClose}
      title={say('compose.collided.title')}
      foot={
        <>
          <Button onPress={onClose}>{say('compose.collided.later')}</Button>
          <Button variant="primary" onPress={settle}>
            {say('compose.collided.settle')}
          </Button>
        </>
      }
    >
      <Stack gap={5}>
        <p>{say('compose.collided.text')}</p>
        {collisions.map((collision) => (
          <section key={collision.path} className={styles.collision}>
            <div className={styles.sides}>
              <Side name={say('compose.collided.mine')} path={collision.path} value={mineAt(draft, collision.path)} />
              <Side name={say('compose.collided.theirs')} path={collision.path} value={collision.theirs} />
            </div>
            <RadioGroup<Choice>
              label={say(fieldName(collision.path.replace(/^(?:body|variants\.[^.]+)\./, '')))}
              orientation="horizontal"
              value={choices[collision.path] ?? 'mine'}
              choices={sidesOf(collision).map((id) => ({ id, text: say(`compose.collided.take.${id}`) }))}
              onChange={(choice) => setChoices({ ...choices, [collision.path]: choice })}
            />
          </section>
        ))}
      </Stack>
    </Dialog>
  )
}

const sidesOf = ({ mine, theirs }: Collision): Choice[] =>
  typeof mine === 'string' && typeof theirs === 'string' ? ['mine', 'theirs', 'both'] : ['mine', 'theirs']

function Side({ name, path, value }: { name: string; path: string; value: unknown }) {
  const wordsOf = useValueWords()
  return (
    <div className={styles.side}>
      <h3>{name}</h3>
      <p>{wordsOf(path, value)}</p>
    </div>
  )
}
