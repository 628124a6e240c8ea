import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useAct } from '../../api/ask.ts'
import { accounts } from '../../api/brand.ts'
import { posts } from '../../api/content.ts'
import { type PublicationState, publications, taskDone, tasks } from '../../api/publishing.ts'
import { mayAs } from '../../api/team.ts'
import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/words.tsx'
import { AccountFace } from '../../shell/account-face.tsx'
import type { BrandHere } from '../../shell/here.ts'
import { addressOfNotice } from '../../shell/notice-list.tsx'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { Banner, SkeletonRows } from '../../ui/feedback.tsx'
import { Icon, type IconName } from '../../ui/icon.tsx'
import { Card, Dim, List, ListRow } from '../../ui/layout.tsx'
import styles from './today.module.css'

/** Tasks for hands, accounts that lost their access, publications nobody knows the fate of, posts that wait for a yes. */
export function NeedsYou({ brand }: { brand: BrandHere }) {
  const say = useWords()
  const todo = useInfiniteQuery(tasks(brand.id))
  const owned = useQuery(accounts(brand.id))
  const troubled = owned.data?.items.filter((account) => ['reconnect', 'expiring'].includes(account.health.state)) ?? []
  const things: ReactNode[] = [
    ...(todo.data?.pages.flatMap((page) => page.items) ?? []).map((task) => (
      <TaskRow key={task.id} brand={brand} task={task} />
    )),
    ...troubled.map((account) => (
      <ListRow
        key={account.id}
        before={<AccountFace account={account} size={32} />}
        title={account.name}
        dim={
          account.health.reason ??
          say(account.health.state === 'reconnect' ? 'today.account.reconnect' : 'today.account.expiring')
        }
        after={
          <ButtonLink
            to={`/brands/${brand.id}/accounts`}
            size="s"
            variant={account.health.state === 'reconnect' ? 'primary' : 'secondary'}
          >
            {say('today.account.act')}
          </ButtonLink>
        }
      />
    )),
  ]
  return (
    <Card title={say('today.needs')}>
      {todo.error && <Banner tone="bad" title={say('api.unreachable')} />}
      {todo.isPending && <SkeletonRows rows={2} />}
      <List label={say('today.needs')}>
        {things}
        <StateRow brand={brand} state="rejected" icon="x-circle" />
        <StateRow brand={brand} state="missed" icon="clock" />
        {mayAs(brand.role, 'editor') && <ReviewRow brand={brand} />}
      </List>
      {todo.isSuccess && things.length === 0 && <Dim>{say('today.needs.none')}</Dim>}
    </Card>
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

const many = 50

function StateRow({ brand, state, icon }: { brand: BrandHere; state: PublicationState; icon: IconName }) {
  const say = useWords()
  const asked = useInfiniteQuery(publications(brand.id, { state, limit: many }))
  const count = asked.data?.pages[0]?.items.length ?? 0
  if (count === 0) return null
  return (
    <ListRow
      before={<Icon name={icon} className={styles.urgent} />}
      title={say(`today.state.${state}`, { count })}
      after={
        <ButtonLink to={`/brands/${brand.id}/posts`} search={{ state }} size="s">
          {say('today.look')}
        </ButtonLink>
      }
    />
  )
}

function ReviewRow({ brand }: { brand: BrandHere }) {
  const say = useWords()
  const asked = useInfiniteQuery(posts(brand.id, { stage: 'in-review', limit: many }))
  const count = asked.data?.pages[0]?.items.length ?? 0
  if (count === 0) return null
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
