import type { Identity, Person } from '../../api/people.ts'
import { useNetwork } from '../../api/use-network.ts'
import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/words.tsx'
import { useBrand } from '../../shell/here.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { Badge } from '../../ui/feedback.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Card, List, ListRow } from '../../ui/layout.tsx'
import { readable, webAddress } from '../inbox/timeline/fold-text.ts'
import styles from './person.module.css'
import { PersonName } from './person-name.tsx'

/** As each network knows them. */
export function Identities({ person }: { person: Person }) {
  const say = useWords()
  return (
    <Card title={say('people.identities')}>
      <List label={say('people.identities')}>
        {person.identities.map((identity) => (
          <IdentityRow key={identity.id} identity={identity} />
        ))}
      </List>
    </Card>
  )
}

function IdentityRow({ identity }: { identity: Identity }) {
  const say = useWords()
  const format = useFormat()
  const brand = useBrand()
  const network = useNetwork(identity.network)
  const page = webAddress(identity.url)
  return (
    <ListRow
      before={<Avatar name={identity.name} src={webAddress(identity.avatarUrl)} size={36} network={network} />}
      title={
        <span className={styles.line}>
          <PersonName name={identity.name || identity.handle} />
          {identity.bot && <Badge>{say('people.bot')}</Badge>}
        </span>
      }
      dim={
        <>
          {network?.name ?? identity.network} · <bdi>{readable(identity.handle)}</bdi>
          {identity.followers !== null && ` · ${say('people.followersOf', { count: identity.followers })}`}
          {identity.subscribedAt &&
            ` · ${say('people.subscribed', { when: format.date(identity.subscribedAt, brand.zone) })}`}
        </>
      }
      after={
        page && (
          <a href={page} target="_blank" rel="noreferrer noopener" className={styles.out}>
            <Icon
              name="external"
              size={16}
              label={say('people.openPage', { network: network?.name ?? identity.network })}
            />
          </a>
        )
      }
    />
  )
}
