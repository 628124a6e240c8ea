import { useState } from 'react'
import { useAct } from '../../api/ask.ts'
import { hitsPath, type Rule, rulesPath, undoSince } from '../../api/rules.ts'
import { useWords } from '../../i18n/words.tsx'
import { useBrand } from '../../shell/here.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { RadioGroup } from '../../ui/radio-group.tsx'
import { toast } from '../../ui/toast.tsx'

const spans = { hour: 3_600_000, day: 86_400_000, week: 7 * 86_400_000, ever: Number.POSITIVE_INFINITY }
type Span = keyof typeof spans

/** Takes back what a rule did since a moment: a rule that went wrong is mended with one press. */
export function UndoDialog({ rule, onClose }: { rule: Rule; onClose: () => void }) {
  const say = useWords()
  const brand = useBrand()
  const [span, setSpan] = useState<Span>('day')
  const undo = useAct(
    () => {
      const back = spans[span]
      const since = new Date(Number.isFinite(back) ? Date.now() - back : 0).toISOString()
      return undoSince(brand.id, rule.id, since)
    },
    {
      touches: [rulesPath(brand.id), hitsPath(brand.id)],
      done: ({ undone, kept }) => {
        toast(say('rules.undoneNow', { undone, kept }))
        onClose()
      },
    },
  )
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={say('rules.undoMany.title', { name: rule.name })}
      foot={
        <>
          <Button onPress={onClose}>{say('ui.cancel')}</Button>
          <Button variant="primary" icon="undo" isPending={undo.isPending} onPress={() => undo.mutate()}>
            {say('rules.undoMany.act')}
          </Button>
        </>
      }
    >
      <RadioGroup
        label={say('rules.undoMany.since')}
        value={span}
        onChange={setSpan}
        choices={(Object.keys(spans) as Span[]).map((id) => ({ id, text: say(`rules.since.${id}`) }))}
      />
      <p>{say('rules.undoMany.text')}</p>
    </Dialog>
  )
}
