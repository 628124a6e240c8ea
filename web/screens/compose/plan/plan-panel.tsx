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
import type { Draft, Plan, Post } from '../draft/draft.ts'
import type { Composer } from '../saving/use-composer.ts'
import { ApprovalActs } from '../team/approval-acts.tsx'
import { PlanFields } from './plan-fields.tsx'
import { savedPost, usePlanActs } from './use-plan-acts.tsx'
import { usePlanWarnings } from './use-plan-warnings.ts'

type PlanPanelProps = {
  brandId: string
  composer: Composer
  errors: number
  isReadOnly: boolean
  onPlan: (plan: Plan | null) => void
}

/** When the post goes out, and the acts that send it on its way. */
export function PlanPanel({ brandId, composer, errors, isReadOnly, onPlan }: PlanPanelProps) {
  const say = useWords()
  const me = useMe()
  const { data: brand } = useQuery(brandQuestion(brandId))
  const { draft, post } = composer
  const warnings = usePlanWarnings(brand, draft, post?.id)
  if (!brand)
    return (
      <Card title={say('compose.plan')} level={2}>
        <SkeletonRows rows={2} />
      </Card>
    )
  const zones = [
    { zone: brand.zone, name: say('compose.plan.brandZone', { name: brand.name }) },
    { zone: me.zone, name: say('compose.plan.myZone') },
  ]
  return (
    <Card title={say('compose.plan')} level={2}>
      <Stack gap={4}>
        {post && <Standing post={post} zone={draft.plan?.zone ?? brand.zone} />}
        <PlanFields plan={draft.plan} zones={zones} isReadOnly={isReadOnly} onChange={onPlan} />
        {warnings.map((warning) => (
          <Banner key={warning} tone="warn">
            {warning}
          </Banner>
        ))}
        {!isReadOnly && <SendingActs brand={brand} composer={composer} errors={errors} draft={draft} />}
        {post && <ApprovalActs brandId={brandId} composer={composer} post={post} />}
      </Stack>
    </Card>
  )
}

function Standing({ post, zone }: { post: Post; zone: string }) {
  const say = useWords()
  const format = useFormat()
  const planned = post.publications.filter((one) => one.state === 'planned')
  const first = planned[0]
  if (!first) return null
  return (
    <Banner tone="good" icon="calendar">
      {say('compose.plan.standing', { count: planned.length, moment: format.moment(first.dueAt, zone) })}
    </Banner>
  )
}

type SendingActsProps = { brand: Brand; composer: Composer; errors: number; draft: Draft }

function SendingActs({ brand, composer, errors, draft }: SendingActsProps) {
  const say = useWords()
  const format = useFormat()
  const may = useMayHere('editor')
  const acts = usePlanActs(brand.id, composer)
  const { post } = composer
  const waits = brand.approvalRequired && post?.stage !== 'approved'
  const planned = post?.publications.some((one) => one.state === 'planned') ?? false
  const why = reasonNot({ errors, accounts: draft.accountIds.length, waits: Boolean(waits), may })
  const at = draft.plan && resolveWall(draft.plan.wall, draft.plan.zone).at
  const blocked = why !== null
  return (
    <Stack gap={2}>
      {why && <Banner tone={why === 'compose.not.errors' ? 'bad' : 'note'}>{say(why, { count: errors })}</Banner>}
      <Row gap={2}>
        <Button
          variant="primary"
          icon="clock"
          isDisabled={blocked || at === null || at < Date.now()}
          isPending={acts.isScheduling}
          onPress={() => draft.plan && acts.schedule(draft.plan)}
        >
          {at && draft.plan
            ? say(planned ? 'compose.act.move' : 'compose.act.schedule', { moment: format.moment(at, draft.plan.zone) })
            : say('compose.act.choose')}
        </Button>
        <Button icon="send" isDisabled={blocked} isPending={acts.isPublishing} onPress={acts.askNow}>
          {say('compose.act.now')}
        </Button>
        <Button icon="queue" isDisabled={blocked} isPending={acts.isEnqueuing} onPress={acts.enqueue}>
          {say('compose.act.queue')}
        </Button>
        {may && (
          <RepeatButton isDisabled={draft.accountIds.length === 0 || errors > 0} post={() => savedPost(composer)} />
        )}
        {planned && (
          <Button variant="quiet" icon="undo" isPending={acts.isUnscheduling} onPress={acts.unschedule}>
            {say('compose.act.unschedule')}
          </Button>
        )}
      </Row>
      {acts.confirm}
    </Stack>
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
