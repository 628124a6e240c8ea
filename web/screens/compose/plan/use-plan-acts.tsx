import { useNavigate } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { useAct } from '../../../api/ask.ts'
import { publishNow, readPost, schedulePost, unschedulePost } from '../../../api/composing.ts'
import { enqueuePost } from '../../../api/planning.ts'
import { useFormat } from '../../../i18n/format.ts'
import { useWords } from '../../../i18n/words.tsx'
import { Confirm } from '../../../ui/dialog.tsx'
import { toast } from '../../../ui/toast.tsx'
import { resolveWall } from '../../calendar/time/resolve-wall.ts'
import type { Plan, Post } from '../draft/draft.ts'
import type { Composer } from '../saving/use-composer.ts'
import { savedPost } from './saved-post.ts'
import { useOnce } from './use-once.ts'

type Wanted = { plan: Plan; accountIds?: string[] | undefined }
/** What the plan's panel says itself, and goes on saying. */
const saidAtThePlan = /\.(?:gap|overlap|quiet|quiet-hours|paused|reconnect|clash|near|too-close)$/

/** Scheduling and publishing, each after everything written is saved, and each under a key of its own: a double click does it once. */
export function usePlanActs(brandId: string, composer: Composer) {
  const say = useWords()
  const format = useFormat()
  const navigate = useNavigate()
  const key = useRef(crypto.randomUUID())
  const [asking, setAsking] = useState(false)
  const touches = [`/api/brands/${brandId}/p`, '/api/calendar']
  const whole = async <Answer,>(act: (post: Post) => Promise<Answer>) => {
    const post = await savedPost(composer)
    const answer = await act(post)
    key.current = crypto.randomUUID()
    composer.see(await readPost(brandId, post.id))
    return answer
  }
  const open = () => void navigate({ to: '/brands/$brandId/calendar', params: { brandId } })
  const tell = (words: string, warnings: readonly { code: string; message: string }[]) =>
    toast([words, ...warnings.filter((one) => !saidAtThePlan.test(one.code)).map((one) => one.message)].join(' '), {
      act: { text: say('compose.done.calendar'), onAct: open },
    })
  const momentOf = (plan: Plan) => format.moment(resolveWall(plan.wall, plan.zone).at, plan.zone)
  const schedule = useAct(
    ({ plan, accountIds }: Wanted) =>
      whole((post) => schedulePost(brandId, post.id, { plan, accountIds }, key.current)),
    {
      touches,
      done: (scheduled, { plan }) =>
        tell(say('compose.done.scheduled', { moment: momentOf(plan) }), scheduled.warnings),
    },
  )
  const publish = useAct(() => whole((post) => publishNow(brandId, post.id, key.current)), {
    touches,
    done: ({ warnings }) => tell(say('compose.done.sending'), warnings),
  })
  const enqueue = useAct(() => whole((post) => enqueuePost(brandId, post.id, key.current)), {
    touches,
    done: ({ plan, warnings }) => tell(say('compose.done.queued', { moment: momentOf(plan) }), warnings),
  })
  const unschedule = useAct(() => whole((post) => unschedulePost(brandId, post.id)), {
    touches,
    done: say('compose.done.unscheduled'),
  })
  const once = useOnce()
  return {
    isScheduling: schedule.isPending,
    isPublishing: publish.isPending,
    isEnqueuing: enqueue.isPending,
    isUnscheduling: unschedule.isPending,
    schedule: (plan: Plan, accountIds?: string[]) => once((settled) => schedule.mutate({ plan, accountIds }, settled)),
    enqueue: () => once((settled) => enqueue.mutate(undefined, settled)),
    unschedule: () => once((settled) => unschedule.mutate(undefined, settled)),
    askNow: () => setAsking(true),
    confirm: (
      <Confirm
        isOpen={asking}
        onClose={() => setAsking(false)}
        title={say('compose.now.title')}
        act={say('compose.act.now')}
        isPending={publish.isPending}
        onAct={() =>
          once(({ onSettled }) =>
            publish.mutate(undefined, {
              onSettled: () => {
                onSettled()
                setAsking(false)
              },
            }),
          )
        }
      >
        {say('compose.now.text', { count: composer.draft.accountIds.length })}
      </Confirm>
    ),
  }
}

export type PlanActs = ReturnType<typeof usePlanActs>
