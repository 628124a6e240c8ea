import { failureOf } from '../../../api/failure.ts'
import { useWords } from '../../../i18n/words.tsx'
import { Button, ButtonLink } from '../../../ui/button.tsx'
import { Banner, EmptyState } from '../../../ui/feedback.tsx'
import { filtersOn, withoutFilters } from '../address.ts'
import { useInbox } from '../use-inbox.ts'

/** Where no conversation stands: why, and what to do about it. */
export function ListAtRest() {
  const say = useWords()
  const { conversations, place, around } = useInbox()
  const { address } = place
  if (conversations.shown.state === 'failed')
    return (
      <Banner
        tone="bad"
        live
        title={failureOf(conversations.shown.failure).saidIn(say)}
        acts={<Button onPress={conversations.refresh}>{say('shell.error.again')}</Button>}
      />
    )
  if (address.q || filtersOn(address) > 0)
    return (
      <EmptyState
        title={say('inbox.notFound')}
        acts={<Button onPress={() => place.show(withoutFilters(address))}>{say('inbox.filters.off')}</Button>}
      >
        {say('inbox.notFound.text')}
      </EmptyState>
    )
  const brand = around.brands.find((one) => around.mayIn(one.id, 'manager'))
  if (around.accounts.size === 0 && brand)
    return (
      <EmptyState
        title={say('inbox.noAccounts')}
        acts={
          <ButtonLink
            variant="primary"
            icon="plug"
            to="/brands/$brandId/accounts/connect"
            params={{ brandId: brand.id }}
          >
            {say('inbox.noAccounts.act')}
          </ButtonLink>
        }
      >
        {say('inbox.noAccounts.text')}
      </EmptyState>
    )
  return <EmptyState title={say(`inbox.none.${address.folder}`)}>{say('inbox.none.text')}</EmptyState>
}
