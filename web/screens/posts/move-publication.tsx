import { useState } from 'react'
import { useAct } from '../../api/ask.ts'
import { movePublication, type Plan, type PublicationWhole } from '../../api/publishing.ts'
import { useWords } from '../../i18n/words.tsx'
import { useBrand, useMe } from '../../shell/here.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Banner } from '../../ui/feedback.tsx'
import { Stack } from '../../ui/layout.tsx'
import { PlanFields } from '../compose/plan/plan-fields.tsx'

/** Another time for this account alone; the post and its other accounts stay where they are. */
export function MovePublication({ publication, name }: { publication: PublicationWhole; name: string }) {
  const say = useWords()
  const [isMoving, setMoving] = useState(false)
  return (
    <>
      <Button size="s" icon="clock" onPress={() => setMoving(true)}>
        {say('posts.act.move')}
      </Button>
      {isMoving && <MoveDialog publication={publication} name={name} onClose={() => setMoving(false)} />}
    </>
  )
}

type MoveDialogProps = { publication: PublicationWhole; name: string; onClose: () => void }

function MoveDialog({ publication, name, onClose }: MoveDialogProps) {
  const say = useWords()
  const brand = useBrand()
  const me = useMe()
  const [plan, setPlan] = useState<Plan | null>({ wall: publication.wall, zone: publication.zone })
  const move = useAct((to: Plan) => movePublication(brand.id, publication.id, to), {
    touches: [`/api/brands/${brand.id}`, '/api/calendar'],
    quiet: true,
    done: onClose,
  })
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={say('posts.move.title', { account: name })}
      foot={
        <>
          <Button onPress={onClose}>{say('ui.cancel')}</Button>
          <Button
            variant="primary"
            isPending={move.isPending}
            isDisabled={!plan}
            onPress={() => plan && move.mutate(plan)}
          >
            {say('posts.act.move')}
          </Button>
        </>
      }
    >
      <Stack>
        <p>{say('posts.move.text')}</p>
        {move.error && <Banner tone="bad" live title={move.error.fields[0]?.message || move.error.saidIn(say)} />}
        <PlanFields
          plan={plan}
          zones={[
            { zone: brand.zone, name: say('compose.plan.brandZone', { name: brand.name }) },
            { zone: me.zone, name: say('compose.plan.myZone') },
          ]}
          onChange={setPlan}
        />
      </Stack>
    </Dialog>
  )
}
