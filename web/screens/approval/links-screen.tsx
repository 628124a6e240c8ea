import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type ApprovalLink, approvalLinks, endApprovalLink } from '../../api/approval.ts'
import { useAct } from '../../api/ask.ts'
import { posts } from '../../api/content.ts'
import { failureOf } from '../../api/failure.ts'
import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/words.tsx'
import { useBrand } from '../../shell/here.ts'
import { Button } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/checkbox.tsx'
import { Confirm, Dialog } from '../../ui/dialog.tsx'
import { Badge, Banner, EmptyState, SkeletonRows } from '../../ui/feedback.tsx'
import { Card, List, ListRow, Page, Stack } from '../../ui/layout.tsx'
import { LoadMore } from '../../ui/load-more.tsx'
import { ShareDialog, type SharedDraft } from './share-dialog.tsx'

/** Links by which clients see and decide: who opened them, how far they came, and how to close them. */
export function Screen() {
  const say = useWords()
  const brand = useBrand()
  const { data, error } = useQuery(approvalLinks(brand.id))
  const [picking, setPicking] = useState(false)
  const make = (
    <Button variant="primary" icon="link" onPress={() => setPicking(true)}>
      {say('approval.links.make')}
    </Button>
  )
  return (
    <Page title={say('approval.links.title')} lead={say('approval.links.lead')} acts={make}>
      {error && <Banner tone="bad" title={failureOf(error).saidIn(say)} />}
      {!data && !error && <SkeletonRows rows={3} height="4rem" />}
      {data?.items.length === 0 && (
        <EmptyState title={say('approval.links.none')} acts={make}>
          {say('approval.links.noneText')}
        </EmptyState>
      )}
      {data && data.items.length > 0 && (
        <Card>
          <List label={say('approval.links.title')}>
            {data.items.map((link) => (
              <LinkRow key={link.id} brandId={brand.id} link={link} />
            ))}
          </List>
        </Card>
      )}
      {picking && <PickAndShare brandId={brand.id} onClose={() => setPicking(false)} />}
    </Page>
  )
}

function LinkRow({ brandId, link }: { brandId: string; link: ApprovalLink }) {
  const say = useWords()
  const format = useFormat()
  const { zone } = useBrand()
  const [asking, setAsking] = useState(false)
  const end = useAct(() => endApprovalLink(brandId, link.id), {
    touches: [`/api/brands/${brandId}/approval-links`],
    done: say('approval.links.closed'),
  })
  const opened = link.openedAt
    ? say('approval.links.opened', { moment: format.moment(link.openedAt, zone) })
    : say('approval.links.unopened')
  return (
    <ListRow
      title={link.name}
      dim={`${opened} · ${say('approval.links.until', { moment: format.moment(link.expiresAt, zone) })}`}
      after={
        <>
          <Badge tone={link.decided === link.postIds.length ? 'good' : 'note'}>
            {say('approval.links.decided', { decided: link.decided, count: link.postIds.length })}
          </Badge>
          <Button size="s" variant="quiet" icon="close" onPress={() => setAsking(true)}>
            {say('approval.links.close')}
          </Button>
          <Confirm
            isOpen={asking}
            onClose={() => setAsking(false)}
            title={say('approval.links.closeTitle', { name: link.name })}
            act={say('approval.links.close')}
            danger
            isPending={end.isPending}
            onAct={() => end.mutate()}
          >
            {say('approval.links.closeText')}
          </Confirm>
        </>
      }
    />
  )
}

function PickAndShare({ brandId, onClose }: { brandId: string; onClose: () => void }) {
  const say = useWords()
  const format = useFormat()
  const pages = useInfiniteQuery(posts(brandId, { limit: 50 }))
  const [chosen, setChosen] = useState<SharedDraft[]>([])
  const [ready, setReady] = useState(false)
  const all = pages.data?.pages.flatMap((page) => page.items) ?? []
  if (ready) return <ShareDialog brandId={brandId} posts={chosen} onClose={onClose} />
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={say('approval.pick.title')}
      foot={
        <Button variant="primary" isDisabled={chosen.length === 0} onPress={() => setReady(true)}>
          {say('approval.pick.next', { count: chosen.length })}
        </Button>
      }
    >
      <Stack gap={3}>
        {pages.isPending && <SkeletonRows rows={4} />}
        {all.map((post) => (
          <Checkbox
            key={post.id}
            isSelected={chosen.some((one) => one.id === post.id)}
            hint={post.plan ? format.moment(post.plan.at, post.plan.zone) : undefined}
            onChange={(on) => setChosen(on ? [...chosen, post] : chosen.filter((one) => one.id !== post.id))}
          >
            {post.title || post.excerpt || say('approval.untitled')}
          </Checkbox>
        ))}
        <LoadMore pages={pages} />
      </Stack>
    </Dialog>
  )
}
