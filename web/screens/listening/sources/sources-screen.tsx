import { useQuery } from '@tanstack/react-query'
import { sources } from '../../../api/sources.ts'
import { useFormat } from '../../../i18n/format.ts'
import { useWords } from '../../../i18n/words.tsx'
import { useBrand, useMayHere } from '../../../shell/here.ts'
import { ButtonLink } from '../../../ui/button.tsx'
import { Banner, EmptyState, SkeletonRows } from '../../../ui/feedback.tsx'
import { Card } from '../../../ui/layout.tsx'
import { ListeningPage } from '../listening-page.tsx'
import { NetworkOffers } from './network-offers.tsx'
import { SourceList } from './source-list.tsx'

/** Where the brand listens, and how each of these places is. */
export function Screen() {
  const say = useWords()
  const format = useFormat()
  const brand = useBrand()
  const mayChange = useMayHere('editor')
  const asked = useQuery({
    ...sources(brand.id),
    refetchInterval: ({ state }) => (state.data?.items.some((one) => one.state === 'waiting') ? 2_000 : 30_000),
  })
  const all = asked.data?.items
  const add = mayChange && (
    <ButtonLink
      to="/brands/$brandId/listening/sources/new"
      params={{ brandId: brand.id }}
      variant="primary"
      icon="plus"
    >
      {say('listen.sources.add')}
    </ButtonLink>
  )
  const day = asked.data?.day
  const lead =
    day && all && all.length > 0
      ? say('listen.sources.day', {
          mentions: day.mentions,
          posts: format.number(day.posts),
          calls: format.number(day.calls),
        })
      : undefined
  return (
    <ListeningPage place="sources" acts={add} lead={lead}>
      {asked.error && <Banner tone="bad" title={asked.error.saidIn(say)} />}
      {asked.isPending && <SkeletonRows rows={4} height="4rem" />}
      {all?.length === 0 && (
        <Card>
          <EmptyState title={say('listen.sources.none')} acts={add}>
            {say('listen.sources.none.text')}
          </EmptyState>
        </Card>
      )}
      {all && all.length > 0 && <SourceList sources={all} />}
      <NetworkOffers />
    </ListeningPage>
  )
}
