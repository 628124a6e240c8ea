import { useFormat } from '../../../i18n/format.ts'
import { useWords } from '../../../i18n/words.tsx'
import { Button } from '../../../ui/button.tsx'
import { Banner } from '../../../ui/feedback.tsx'
import { Row, Stack } from '../../../ui/layout.tsx'
import { resolveWall } from '../../calendar/time/resolve-wall.ts'
import { type Draft, draftOf, type Plan, type Post, sameValue } from '../draft/draft.ts'
import { isPlanned, wishOf } from '../saving/plan-change.ts'
import type { Composer, Replanned } from '../saving/use-composer.ts'
import { notScheduledYet, plannedOf } from './not-scheduled.ts'
import { replannedHow } from './replanned-how.ts'
import type { PlanActs } from './use-plan-acts.tsx'

type PlanStandingProps = {
  composer: Composer
  nameOf: (accountId: string) => string
  zone: string
  acts: PlanActs
  mayPlan: boolean
}

/** What will happen as things stand: planned, on its way to another moment, moved, refused, or not planned everywhere. */
export function PlanStanding({ composer, nameOf, zone, acts, mayPlan }: PlanStandingProps) {
  const { post, saving } = composer
  if (!post) return null
  const left = notScheduledYet(post)
  return (
    <>
      {saving.held ? (
        <Refused composer={composer} />
      ) : (
        <WhatFollows composer={composer} post={post} nameOf={nameOf} zone={zone} acts={acts} />
      )}
      {left.length > 0 && post.plan && (
        <NotScheduled names={left.map(nameOf)} plan={post.plan} ids={left} acts={acts} mayPlan={mayPlan} />
      )}
    </>
  )
}

const mostReasons = 3

function Refused({ composer }: { composer: Composer }) {
  const say = useWords()
  const { held } = composer.saving
  if (!held) return null
  const { failure } = held
  const atFields = [...new Set(failure.fields.map((field) => field.message).filter(Boolean))]
  return (
    <Banner tone="bad" live title={say('compose.held.title')}>
      <Stack gap={2}>
        <span>{atFields.length > 0 ? atFields.slice(0, mostReasons).join(' ') : failure.saidIn(say)}</span>
        <Row gap={2}>
          <Button size="s" icon="undo" onPress={() => takeBack(composer)}>
            {say('compose.held.back')}
          </Button>
          <Button size="s" icon="refresh" onPress={() => void composer.flush()}>
            {say('compose.again')}
          </Button>
        </Row>
      </Stack>
    </Banner>
  )
}

/** The plan as the desk has it, the words as they are written. */
function takeBack({ post, edit }: Composer): void {
  if (post) edit('plan', (draft) => ({ ...draft, ...wishOf(draftOf(post)) }))
}

type WhatFollowsProps = Omit<PlanStandingProps, 'mayPlan'> & { post: Post }

function WhatFollows({ composer, post, nameOf, zone, acts }: WhatFollowsProps) {
  const say = useWords()
  const format = useFormat()
  const { draft, replanned } = composer
  const planned = plannedOf(post)
  const momentOf = (plan: Plan) => format.moment(resolveWall(plan.wall, plan.zone).at, plan.zone)
  if (isPlanned(post) && !sameValue(wishOf(draft).plan, wishOf(draftOf(post)).plan))
    return (
      <Banner tone="note" icon="clock">
        {draft.plan ? say('compose.follow.moving', { moment: momentOf(draft.plan) }) : say('compose.follow.leaving')}
      </Banner>
    )
  if (replanned && isNews(replanned, post, draft))
    return <Followed news={replanned} composer={composer} nameOf={nameOf} acts={acts} zone={zone} />
  const [first] = planned
  if (!first) return null
  return (
    <Banner tone="good" icon="calendar">
      {say('compose.plan.standing', { count: planned.length, moment: format.moment(first.dueAt, zone) })}
    </Banner>
  )
}

/** Something followed, and stands as it did then. */
const isNews = ({ before, after }: Replanned, post: Post, draft: Draft): boolean =>
  !sameValue(plannedOf(before), plannedOf(after)) &&
  sameValue(plannedOf(post), plannedOf(after)) &&
  sameValue(wishOf(draftOf(after)), wishOf(draft))

type FollowedProps = Omit<WhatFollowsProps, 'post'> & { news: Replanned }

function Followed({ news, composer, nameOf, acts, zone }: FollowedProps) {
  const say = useWords()
  const format = useFormat()
  const how = replannedHow(news)
  const told: string[] = []
  if (how.isOff) told.push(say('compose.done.unscheduled'))
  else if (how.movedTo) told.push(say('compose.follow.moved', { moment: format.moment(how.movedTo, zone) }))
  if (how.added.length > 0) told.push(say('compose.follow.added', { names: format.list(how.added.map(nameOf)) }))
  if (how.removed.length > 0 && !how.isOff)
    told.push(say('compose.follow.removed', { names: format.list(how.removed.map(nameOf)) }))
  if (told.length === 0) return null
  const { before, after } = news
  const undo = () => {
    composer.edit('plan', (draft) => ({ ...draft, ...wishOf(draftOf(before)) }))
    if (!isPlanned(after) && before.plan) acts.schedule({ wall: before.plan.wall, zone: before.plan.zone })
  }
  return (
    <Banner
      tone={how.isOff ? 'warn' : 'good'}
      icon="calendar"
      live
      acts={
        <Button size="s" icon="undo" onPress={undo}>
          {say('compose.undo')}
        </Button>
      }
    >
      {told.join(' ')}
    </Banner>
  )
}

type NotScheduledProps = { names: string[]; ids: string[]; plan: Plan; acts: PlanActs; mayPlan: boolean }

function NotScheduled({ names, ids, plan, acts, mayPlan }: NotScheduledProps) {
  const say = useWords()
  const format = useFormat()
  return (
    <Banner
      tone="warn"
      acts={
        mayPlan && (
          <Button
            size="s"
            icon="clock"
            isPending={acts.isScheduling}
            onPress={() => acts.schedule({ wall: plan.wall, zone: plan.zone }, ids)}
          >
            {say('compose.follow.schedule')}
          </Button>
        )
      }
    >
      {say('compose.follow.notYet', { names: format.list(names) })}
    </Banner>
  )
}
