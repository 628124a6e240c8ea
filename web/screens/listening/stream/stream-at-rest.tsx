import { useQuery } from '@tanstack/react-query'
import { failureOf } from '../../../api/failure.ts'
import { mentionCounts } from '../../../api/mentions.ts'
import { useWords } from '../../../i18n/words.tsx'
import { Button, ButtonLink } from '../../../ui/button.tsx'
import { Banner, EmptyState } from '../../../ui/feedback.tsx'
import { filtersOn, withoutFilters } from './address.ts'
import { useStream } from './use-stream.ts'

/** Where no mention stands: why, and what to do about it. */
export function StreamAtRest() {
  const say = useWords()
  const { feed, place, brand, may } = useStream()
  const known = useQuery(mentionCounts(brand.id)).data
  const { address } = place
  if (feed.shown.state === 'failed')
    return (
      <Banner
        tone="bad"
        live
        title={failureOf(feed.shown.failure).saidIn(say)}
        acts={<Button onPress={feed.refresh}>{say('shell.error.again')}</Button>}
      />
    )
  if (address.q || filtersOn(address) > 0)
    return (
      <EmptyState
        title={say('listen.notFound')}
        acts={<Button onPress={() => place.show(withoutFilters(address))}>{say('listen.filters.off')}</Button>}
      >
        {say('listen.notFound.text')}
      </EmptyState>
    )
  const isAsking = known?.topics.some((topic) => topic.queries.some((query) => query.isOn))
  const missing = known && (isAsking ? known.sources === 0 && 'sources' : 'queries')
  if (missing && address.folder === 'all')
    return (
      <EmptyState
        title={say(`listen.no.${missing}`)}
        acts={
          may.lead && (
            <ButtonLink
              variant="primary"
              icon="plus"
              to={`/brands/$brandId/listening/${missing}`}
              params={{ brandId: brand.id }}
            >
              {say(`listen.no.${missing}.act`)}
            </ButtonLink>
          )
        }
      >
        {say(`listen.no.${missing}.text`)}
      </EmptyState>
    )
  if (address.folder !== 'all') return <EmptyState title={say(`listen.none.${address.folder}`)} />
  return <EmptyState title={say('listen.nothing')}>{say('listen.nothing.text')}</EmptyState>
}
