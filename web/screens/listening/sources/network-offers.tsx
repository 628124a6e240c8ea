import { useQuery } from '@tanstack/react-query'
import { useAct } from '../../../api/ask.ts'
import { hearNetwork, type NetworkOffer, networkOffers, networksPath, sourcesPath } from '../../../api/sources.ts'
import { useNetwork } from '../../../api/use-network.ts'
import { useWords } from '../../../i18n/words.tsx'
import { useBrand, useMayHere } from '../../../shell/here.ts'
import { Button } from '../../../ui/button.tsx'
import { Badge, Banner, SkeletonRows } from '../../../ui/feedback.tsx'
import { Card, List, ListRow } from '../../../ui/layout.tsx'
import { NetworkSign } from '../../accounts/network-sign.tsx'

/** What networks let the brand hear: the searches of its accounts, and all that is said in public where that is streamed. */
export function NetworkOffers() {
  const say = useWords()
  const brand = useBrand()
  const asked = useQuery(networkOffers(brand.id))
  const offers = asked.data?.items ?? []
  return (
    <Card title={say('listen.networks')}>
      {asked.error && <Banner tone="bad" title={asked.error.saidIn(say)} />}
      {asked.isPending && <SkeletonRows rows={2} height="3rem" />}
      {asked.data && offers.length === 0 && <p>{say('listen.networks.none')}</p>}
      {offers.length > 0 && (
        <List label={say('listen.networks')}>
          {offers.map((offer) => (
            <OfferRow key={`${offer.kind} ${offer.network} ${offer.account?.id}`} offer={offer} />
          ))}
        </List>
      )}
    </Card>
  )
}

function OfferRow({ offer }: { offer: NetworkOffer }) {
  const say = useWords()
  const network = useNetwork(offer.network)
  const name = network?.name ?? offer.network
  const how = offer.kind === 'search' && offer.tagsOnly ? 'tags' : offer.kind
  return (
    <ListRow
      before={network && <NetworkSign network={network} />}
      title={offer.account ? `${name} · ${offer.account.handle}` : name}
      dim={say(`listen.networks.${how}`)}
      after={offer.sourceId === null ? <Hear offer={offer} name={name} /> : <Heard />}
    />
  )
}

function Heard() {
  const say = useWords()
  return <Badge tone="good">{say('listen.sources.already')}</Badge>
}

function Hear({ offer: { kind, network, account }, name }: { offer: NetworkOffer; name: string }) {
  const say = useWords()
  const brand = useBrand()
  const mayChange = useMayHere('editor')
  const hear = useAct(() => hearNetwork(brand.id, { kind, network, accountId: account?.id ?? null }), {
    touches: [networksPath(brand.id), sourcesPath(brand.id)],
  })
  if (!mayChange) return null
  const what = `${name}: ${say(`listen.sources.kind.${kind}`)}`
  return (
    <Button
      size="s"
      icon="plus"
      aria-label={`${say('listen.sources.listen')}: ${what}`}
      isPending={hear.isPending}
      onPress={() => hear.mutate(undefined)}
    >
      {say('listen.sources.listen')}
    </Button>
  )
}
