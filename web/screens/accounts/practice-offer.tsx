import { useAct } from '../../api/ask.ts'
import { type Account, connectPractice, type NetworkAbout } from '../../api/brand.ts'
import { useWords } from '../../i18n/words.tsx'
import { Button } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Row } from '../../ui/layout.tsx'
import styles from './connect.module.css'

type PracticeOfferProps = { brandId: string; networks: NetworkAbout[]; onConnected: (accounts: Account[]) => void }

/** The practice network behaves as the real ones and reaches nobody: a newcomer may try everything at once. */
export function PracticeOffer({ brandId, networks, onConnected }: PracticeOfferProps) {
  const say = useWords()
  const open = useAct((network: string) => connectPractice(brandId, network), {
    touches: [`/api/brands/${brandId}`],
    done: ({ accounts }) => onConnected(accounts),
  })
  const offered = networks.filter((network) => network.practice)
  if (offered.length === 0) return null
  return (
    <section className={styles.practice}>
      <div className={styles.practiceTop}>
        <Icon name="practice" size={24} />
        <div className={styles.practiceWords}>
          <h2>{say('accounts.practice.title')}</h2>
          <p>{say('accounts.practice.text')}</p>
        </div>
      </div>
      <Row gap={2}>
        {offered.map((network, place) => (
          <Button
            key={network.id}
            variant={place === 0 ? 'primary' : 'secondary'}
            isPending={open.isPending && open.variables === network.id}
            isDisabled={open.isPending && open.variables !== network.id}
            onPress={() => open.mutate(network.id)}
          >
            {say('accounts.practice.act', { network: network.name })}
          </Button>
        ))}
      </Row>
    </section>
  )
}
