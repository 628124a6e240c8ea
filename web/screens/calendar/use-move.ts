import { useAct } from '../../api/ask.ts'
import { type CalendarEntry, movePost } from '../../api/planning.ts'
import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/words.tsx'
import { toast } from '../../ui/toast.tsx'
import { wallIn } from './time/resolve-wall.ts'

export type MoveWanted = { entry: CalendarEntry; wall: string; zone: string }

/** Moves a post and offers to undo it; what a clock change did to the time is said too. */
export function useMove() {
  const say = useWords()
  const format = useFormat()
  const touches = ({ entry }: MoveWanted) => ['/api/calendar', `/api/brands/${entry.brandId}/p`]
  const back = useAct(({ entry, wall, zone }: MoveWanted) => movePost(entry.brandId, entry.postId, { wall, zone }), {
    touches,
    done: say('calendar.movedBack'),
  })
  return useAct(({ entry, wall, zone }: MoveWanted) => movePost(entry.brandId, entry.postId, { wall, zone }), {
    touches,
    done: (moved, { entry }) => {
      const told = [say('calendar.moved', { moment: format.moment(moved.plan.at, moved.plan.zone) })]
      if (moved.plan.resolved !== 'exact') told.push(say(`calendar.resolved.${moved.plan.resolved}`))
      told.push(...moved.warnings.map((warning) => warning.message))
      toast(told.join(' '), {
        act: {
          text: say('calendar.undo'),
          onAct: () => back.mutate({ entry, wall: wallIn(entry.zone, Date.parse(entry.at)), zone: entry.zone }),
        },
      })
    },
  })
}
export type Move = ReturnType<typeof useMove>
