import { Link } from '@tanstack/react-router'
import type { Account, NetworkAbout } from '../../api/brand.ts'
import { useWords } from '../../i18n/words.tsx'
import { EmptyState } from '../../ui/feedback.tsx'
import { NetworkSign } from './network-sign.tsx'
import styles from './networks.module.css'

type NetworkShelvesProps = { brandId: string; networks: NetworkAbout[]; own: Account[]; sought: string }

const groups: NetworkAbout['group'][] = ['social', 'video', 'writing', 'messenger', 'feed']

export function NetworkShelves({ brandId, networks, own, sought }: NetworkShelvesProps) {
  const say = useWords()
  const found = networks.filter((network) => isFound(network, sought))
  return (
    <>
      <p className={styles.found} role="status">
        {sought && say('accounts.connect.found', { count: found.length })}
      </p>
      {found.length === 0 && (
        <EmptyState title={say('accounts.connect.none')}>{say('accounts.connect.none.text')}</EmptyState>
      )}
      {groups.map((group) => {
        const shelf = found.filter((network) => network.group === group)
        if (shelf.length === 0) return null
        return (
          <section key={group} className={styles.shelf} aria-labelledby={`shelf-${group}`}>
            <h2 id={`shelf-${group}`}>{say(`accounts.group.${group}`)}</h2>
            <ul className={styles.networks}>
              {shelf.map((network) => (
                <li key={network.id}>
                  <NetworkTile
                    brandId={brandId}
                    network={network}
                    count={own.filter((account) => account.network === network.id).length}
                  />
                </li>
              ))}
            </ul>
          </section>
        )
      })}
    </>
  )
}

/** By any part of its name or sign-in ways, in any case. */
function isFound({ id, name, ways }: NetworkAbout, sought: string): boolean {
  const wanted = sought.trim().toLocaleLowerCase()
  return [id, name, ...ways.map((way) => way.label)].some((text) => text.toLocaleLowerCase().includes(wanted))
}

function NetworkTile({ brandId, network, count }: { brandId: string; network: NetworkAbout; count: number }) {
  const say = useWords()
  const hints = [
    count > 0 && say('accounts.connect.have', { count }),
    !network.can.publish && say('accounts.connect.readOnly'),
    count === 0 && needsKeys(network) && say('accounts.connect.needsKeys'),
  ].filter((hint) => hint !== false)
  return (
    <Link
      to="/brands/$brandId/accounts/connect/$network"
      params={{ brandId, network: network.id }}
      className={styles.network}
    >
      <NetworkSign network={network} />
      <span className={styles.networkWords}>
        <strong>{network.name}</strong>
        {hints.length > 0 && <span>{hints.join(' · ')}</span>}
      </span>
    </Link>
  )
}

/** No way in before somebody gives the keys of an app. */
const needsKeys = ({ app, ways }: NetworkAbout) => app !== null && !app.ready && ways.every((way) => way.needsApp)
