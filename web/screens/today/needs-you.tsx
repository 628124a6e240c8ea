import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useAct } from '../../api/ask.ts'
import { type Account, accounts } from '../../api/brand.ts'
import { posts } from '../../api/content.ts'
import { failureOf } from '../../api/failure.ts'
import { publications, taskDone, tasks } from '../../api/publishing.ts'
import { mayAs } from '../../api/team.ts'
import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/words.tsx'
import { AccountFace } from '../../shell/account-face.tsx'
import type { BrandHere } from '../../shell/here.ts'
import { addressOfNotice } from '../../shell/notice-list.tsx'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { Banner, SkeletonRows } from '../../ui/feedback.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Card, Dim, List, ListRow } from '../../ui/layout.tsx'
import styles from './today.module.css'

/** Tasks for hands, accounts that lost their access, publications nobody knows the fate of, posts that wait for a yes. */
export function NeedsYou({ brand }: { brand: BrandHere }) {
  const say = useWords()
  const todo = useInfiniteQuery(tasks(brand.id))
  const owned = useQuery(accounts(brand.id))
  const rejected = useInfiniteQuery(publications(brand.id, { state: 'rejected', limit: many }))
  const missed = useInfiniteQuery(publications(brand.id, { state: 'missed', limit: many }))
  const mayDecide = mayAs(brand.role, 'editor')
  const waiting = useInfiniteQuery({ ...posts(brand.id, { stage: 'in-review', limit: many }), enabled: mayDecide })
  const asked = [todo, owned, rejected, missed, waiting]
  const things: ReactNode[] = [
    ...(todo.data?.pages ?? []).flatMap((page) =>
      page.items.map((task) => <TaskRow key={task.id} brand={brand} task={task} />),
    ),
    ...(owned.data?.items ?? [])
      .filter((account) => ['reconnect', 'expiring', 'limited'].includes(account.health.state))
      .map((account) => <TroubledRow key={account.id} brand={brand} account={account} />),
    ...counted(rejected, (count) => <StateRow key="rejected" brand={brand} state="rejected" count={count} />),
    ...counted(missed, (count) => <StateRow key="missed" brand={brand} state="missed" count={count} />),
    ...counted(waiting, (count) => <ReviewRow key="review" brand={brand} count={count} />),
  ]
  const isLoading = asked.some((one) => one.isLoading)
  const error = asked.find((one) => one.error)?.error
  return (
    <Card title={say('today.needs')}>
      {error && <Banner tone="bad" title={failureOf(error).saidIn(say)} />}
      <List label={say('today.needs')}>{things}</List>
      {isLoading && <SkeletonRows rows={2} />}
      {!isLoading && !error && things.length === 0 && <Dim>{say('today.needs.none')}</Dim>}
    </Card>
  )
}

const many = 50

type FirstPage = { data?: { pages: { items: unknown[] }[] } | undefined }

function counted({ data }: FirstPage, row: (count: number) => ReactNode): ReactNode[] {
  const count = data?.pages[0]?.items.length ?? 0
  return count > 0 ? [row(count)] : []
}

function TroubledRow({ brand, account }: { brand: BrandHere; account: Account }) {
  const say = useWords()
  const { state, reason } = account.health
  return (
    <ListRow
      before={<AccountFace account={account} size={32} />}
      title={account.name}
      dim={reason ?? say(`today.account.${state}`)}
      after={
        <ButtonLink
          to={`/brands/${brand.id}/accounts/${account.id}`}
          size="s"
          variant={state === 'reconnect' ? 'primary' : 'secondary'}
        >
          {say('today.account.act')}
        </ButtonLink>
      }
    />
  )
}

type Task = { id: string; text: string; dueAt: string; href: string | null }

function TaskRow({ brand, task }: { brand: BrandHere; task: Task }) {
  const say = useWords()
  const format = useFormat()
  const done = useAct(() => taskDone(brand.id, task.id), {
    touches: [`/api/brands/${brand.id}/tasks`],
    done: say('today.task.done'),
  })
  const address = addressOfNotice({ href: task.href, brandId: brand.id })
  return (
    <ListRow
      before={<Icon name="warning" className={styles.warning} />}
      title={address ? <Link to={address}>{task.text}</Link> : task.text}
      dim={format.moment(task.dueAt, brand.zone)}
      after={
        <Button size="s" icon="check" isPending={done.isPending} onPress={() => done.mutate()}>
          {say('today.task.act')}
        </Button>
      }
    />
  )
}

const stateIcons = { rejected: 'x-circle', missed: 'clock' } as const

type StateRowProps = { brand: BrandHere; state: keyof typeof stateIcons; count: number }

function StateRow({ brand, state, count }: StateRowProps) {
  const say = useWords()
  return (
    <ListRow
      before={<Icon name={stateIcons[state]} className={styles.urgent} />}
      title={say(`today.state.${state}`, { count })}
      after={
        <ButtonLink to={`/brands/${brand.id}/posts`} search={{ state }} size="s">
          {say('today.look')}
        </ButtonLink>
      }
    />
  )
}

function ReviewRow({ brand, count }: { brand: BrandHere; count: number }) {
  const say = useWords()
  return (
    <ListRow
      before={<Icon name="approve" />}
      title={say('today.review', { count })}
      after={
        <ButtonLink to={`/brands/${brand.id}/posts`} search={{ stage: 'in-review' }} size="s">
          {say('today.look')}
        </ButtonLink>
      }
    />
  )
}
