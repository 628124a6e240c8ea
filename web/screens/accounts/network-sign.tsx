import type { NetworkAbout } from '../../api/brand.ts'
import { inkOn } from '../../ui/ink-on.ts'
import { NetworkMark } from '../../ui/network-mark.tsx'
import styles from './networks.module.css'

/** A network's badge. Decorative: its name always stands beside it. */
export function NetworkSign({ network }: { network: Pick<NetworkAbout, 'name' | 'color' | 'sign'> }) {
  return (
    <span className={styles.sign} style={{ background: network.color, color: inkOn(network.color) }} aria-hidden="true">
      <NetworkMark name={network.name} sign={network.sign} />
    </span>
  )
}
