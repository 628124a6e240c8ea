import { useQuery } from '@tanstack/react-query'
import { type Brand, brand as brandQuestion } from '../../../api/brand.ts'
import { useFormat } from '../../../i18n/format.ts'
import { useWords } from '../../../i18n/words.tsx'
import { useMayHere, useMe } from '../../../shell/here.ts'
import { Button } from '../../../ui/button.tsx'
import { Banner, SkeletonRows } from '../../../ui/feedback.tsx'
import { Card, Row, Stack } from '../../../ui/layout.tsx'
import { resolveWall } from '../../calendar/time/resolve-wall.ts'
import { RepeatButton } from '../../recurring/repeat-button.tsx'
import type { Plan } from '../draft/draft.ts'
import type { Composer } from '../saving/use-composer.ts'
import { ApprovalActs } from '../team/approval-acts.tsx'
import { plannedOf } from './not-scheduled.ts'
import { PlanFields } from './plan-fields.tsx'
import { PlanStanding } from './plan-standing.tsx'
import { Preparing } from './preparing.tsx'
import { savedPost } from './saved-post.ts'
import { useAccountNames } from './use-account-names.ts'
import { type PlanActs, usePlanActs } from './use-plan-acts.tsx'
import { usePlanWarnings } from './use-plan-warnings.ts'

type PlanPanelProps = {
  brandId: string
  composer: Composer
  errors: number
  isReadOnly: boolean
  /** The plan is not this person's to change: they only read, or it is planned and they may not plan. */
  isLocked: boolean
  onPlan: (plan: Plan | null) => void
}

/** When the post goes out, what of it is planned, and the acts that send it on its way. */
export function PlanPanel({ brandId, composer, errors, isReadOnly, isLocked, onPlan }: PlanPanelProps) {
  const say = useWords()
  const me = useMe()
  const mayPlan = useMayHere('editor')
  const { data: brand } = useQuery(brandQuestion(brandId))
  const { accounts, nameOf } = useAccountNames(brandId)
  const acts = usePlanActs(brandId, composer)
  const { draft, post } = composer
  const warnings = usePlanWarnings(brand, composer, accounts, nameOf)
  if (!brand)
    return (
      <Card title={say('compose.plan')} level={2}>
        <SkeletonRows rows={2} />
      </Card>
    )
  const zone = draft.plan?.zone ?? brand.zone
  const zones = [
    { zone: brand.zone, name: say('compose.plan.brandZone', { name: brand.name }) },
    { zone: me.zone, name: say('compose.plan.myZone') },
  ]
  return (
    <Card title={say('compose.plan')} level={2}>
      <Stack gap={4}>
        <PlanStanding composer={composer} nameOf={nameOf} zone={zone} acts={acts} mayPlan={mayPlan} />
        {isLocked && !isReadOnly && <Banner tone="note">{say('compose.plan.locked')}</Banner>}
        <PlanFields plan={draft.plan} zones={zones} isReadOnly={isLocked} onChange={onPlan} />
        {warnings.map((warning) => (
          <Banner key={warning} tone="warn">
            {warning}
          </Banner>
        ))}
        {post && <Preparing brandId={brandId} post={post} nameOf={nameOf} />}
        {!isReadOnly && <SendingActs brand={brand} composer={composer} errors={errors} acts={acts} />}
        {post && <ApprovalActs brandId={brandId} composer={composer} post={post} />}
      </Stack>
    </Card>
  )
}

type SendingActsProps = { brand: Brand; composer: Composer; errors: number; acts: PlanActs }

function SendingActs({ brand, composer, errors, acts }: SendingActsProps) {
  const say = useWords()
  const may = useMayHere('editor')
  const { post, draft } = composer
  const waits = brand.approvalRequired && post?.stage !== 'approved'
  const isOn = post !== null && plannedOf(post).length > 0
  const why = reasonNot({ errors, accounts: draft.accountIds.length, waits, may })
  const isBlocked = why !== null
  return (
    <Stack gap={2}>
      {why && <Banner tone={why === 'compose.not.errors' ? 'bad' : 'note'}>{say(why, { count: errors })}</Banner>}
      <Row gap={2}>
        {!isOn && <ScheduleButton plan={draft.plan} isBlocked={isBlocked} acts={acts} />}
        <Button icon="send" isDisabled={isBlocked} isPending={acts.isPublishing} onPress={acts.askNow}>
          {say('compose.act.now')}
        </Button>
        <Button icon="queue" isDisabled={isBlocked} isPending={acts.isEnqueuing} onPress={acts.enqueue}>
          {say(isOn ? 'compose.act.nextPlace' : 'compose.act.queue')}
        </Button>
        {may && (
          <RepeatButton isDisabled={draft.accountIds.length === 0 || errors > 0} post={() => savedPost(composer)} />
        )}
        {isOn && may && (
          <Button variant="quiet" icon="undo" isPending={acts.isUnscheduling} onPress={acts.unschedule}>
            {say('compose.act.unschedule')}
          </Button>
        )}
      </Row>
      {acts.confirm}
    </Stack>
  )
}

/** Only where nothing is planned yet: what is planned follows its date by itself. */
function ScheduleButton({ plan, isBlocked, acts }: { plan: Plan | null; isBlocked: boolean; acts: PlanActs }) {
  const say = useWords()
  const format = useFormat()
  const at = plan && resolveWall(plan.wall, plan.zone).at
  return (
    <Button
      variant="primary"
      icon="clock"
      isDisabled={isBlocked || at === null || at < Date.now()}
      isPending={acts.isScheduling}
      onPress={() => plan && acts.schedule(plan)}
    >
      {at !== null && plan
        ? say('compose.act.schedule', { moment: format.moment(at, plan.zone) })
        : say('compose.act.choose')}
    </Button>
  )
}

function reasonNot({
  errors,
  accounts,
  waits,
  may,
}: {
  errors: number
  accounts: number
  waits: boolean
  may: boolean
}): string | null {
  if (accounts === 0) return 'compose.not.accounts'
  if (errors > 0) return 'compose.not.errors'
  if (waits) return 'compose.not.approved'
  return may ? null : 'compose.not.may'
}
