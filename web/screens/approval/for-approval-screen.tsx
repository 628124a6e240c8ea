import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { forApproval, type SharedPost } from '../../api/approval.ts'
import { useWords } from '../../i18n/words.tsx'
import { useBrand, useMe } from '../../shell/here.ts'
import { Banner, EmptyState, SkeletonRows } from '../../ui/feedback.tsx'
import { Card, Page, Stack } from '../../ui/layout.tsx'
import { ClientPost } from './client-post.tsx'
import { type Door, doorOfAccount } from './door.ts'

/** The home of a client with an account: what waits for their word, and what was decided lately. */
export function Screen() {
  const say = useWords()
  const brand = useBrand()
  const door = useMemo(() => doorOfAccount(brand.id, brand.role), [brand.id, brand.role])
  const { data: view, error } = useQuery({ ...forApproval(brand.id), refetchInterval: 60_000 })
  const open = view?.posts.filter((post) => post.stage === 'in-review') ?? []
  const settled = view?.posts.filter((post) => post.stage !== 'in-review') ?? []
  return (
    <Page
      width="narrow"
      title={say('approval.client.title')}
      lead={
        view && view.posts.length > 0 && say('approval.client.lead', { count: view.posts.length, open: open.length })
      }
    >
      {error && <Banner tone="bad" title={error.saidIn(say)} />}
      {!view && !error && <SkeletonRows rows={2} height="16rem" />}
      {view?.posts.length === 0 && (
        <Card>
          <EmptyState title={say('approval.client.nothing')}>{say('approval.client.nothing.text')}</EmptyState>
        </Card>
      )}
      {view && <Posts door={door} posts={open} zone={view.zone} />}
      {view && settled.length > 0 && (
        <Stack gap={4}>
          <h2>{say('approval.client.settled')}</h2>
          <Posts door={door} posts={settled} zone={view.zone} />
        </Stack>
      )}
    </Page>
  )
}

function Posts({ door, posts, zone }: { door: Door; posts: SharedPost[]; zone: string }) {
  const { name } = useMe()
  if (posts.length === 0) return null
  return (
    <Stack gap={5}>
      {posts.map((post, at) => (
        <ClientPost
          key={post.id}
          door={door}
          post={post}
          place={{ at: at + 1, of: posts.length }}
          zone={zone}
          name={name}
          onName={() => {}}
        />
      ))}
    </Stack>
  )
}
