import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useAct } from '../../api/ask.ts'
import { compared, mergePersons, type PersonBrief, peoplePath, undoMerge } from '../../api/people.ts'
import { useWords } from '../../i18n/words.tsx'
import { useBrand } from '../../shell/here.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Banner, SkeletonRows } from '../../ui/feedback.tsx'
import { toast } from '../../ui/toast.tsx'
import { Comparison } from './comparison.tsx'
import { PickPerson } from './pick-person.tsx'

type MergeDialogProps = { person: Pick<PersonBrief, 'id' | 'name'>; otherId?: string; onClose: () => void }

/** Two become one: found by hand or suggested, compared side by side, and undone with one press afterwards. */
export function MergeDialog({ person, otherId: given, onClose }: MergeDialogProps) {
  const say = useWords()
  const [otherId, setOtherId] = useState(given ?? null)
  return (
    <Dialog isOpen onClose={onClose} title={say(otherId ? 'people.merge.compare' : 'people.merge.title')} wide>
      {otherId ? (
        <Compare
          personId={person.id}
          otherId={otherId}
          onBack={given ? undefined : () => setOtherId(null)}
          onClose={onClose}
        />
      ) : (
        <PickPerson personId={person.id} onPick={setOtherId} />
      )}
    </Dialog>
  )
}

type CompareProps = { personId: string; otherId: string; onBack: (() => void) | undefined; onClose: () => void }

function Compare({ personId, otherId, onBack, onClose }: CompareProps) {
  const say = useWords()
  const brand = useBrand()
  const asked = useQuery(compared(brand.id, personId, otherId))
  const touches = [peoplePath(brand.id)]
  const undo = useAct((mergeId: string) => undoMerge(brand.id, mergeId), { touches, done: say('people.merge.undone') })
  const merge = useAct(() => mergePersons(brand.id, personId, otherId), {
    touches,
    quiet: true,
    done: (one) => {
      const made = one.merges.find((each) => !each.undone)
      const act = made && { text: say('people.merges.undo'), onAct: () => undo.mutate(made.id) }
      toast(say('people.merge.done', { name: one.name }), { act })
      onClose()
    },
  })
  const failure = merge.error ?? asked.error
  return (
    <>
      {failure && <Banner tone="bad" live title={failure.fields[0]?.message ?? failure.saidIn(say)} />}
      {asked.isPending && <SkeletonRows rows={2} height="9rem" />}
      {asked.data && (
        <Comparison
          compared={asked.data}
          foot={
            <>
              {onBack && (
                <Button icon="arrow-left" variant="quiet" onPress={onBack}>
                  {say('people.merge.other')}
                </Button>
              )}
              <Button onPress={onClose}>{say('ui.cancel')}</Button>
              <Button variant="primary" icon="merge" isPending={merge.isPending} onPress={() => merge.mutate()}>
                {say('people.merge.act')}
              </Button>
            </>
          }
        />
      )}
    </>
  )
}
