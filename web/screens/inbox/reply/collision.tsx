import { useWords } from '../../../i18n/words.tsx'
import { Confirm } from '../../../ui/dialog.tsx'
import type { Sending } from './use-send.ts'

/** Two are about to answer one: whoever presses second decides, knowing of the first. */
export function Collision({ sending }: { sending: Sending }) {
  const say = useWords()
  const { asking } = sending
  return (
    <Confirm
      isOpen={asking !== null}
      onClose={sending.leave}
      title={say('inbox.collision')}
      act={say('inbox.collision.act')}
      isPending={sending.isPending}
      onAct={sending.sendDespite}
    >
      {asking?.words && <p>{asking.words}</p>}
      {asking?.rivals.map(({ id, name, how }) => (
        <p key={`${id} ${how}`}>{say(`inbox.collision.${how}`, { name })}</p>
      ))}
    </Confirm>
  )
}
