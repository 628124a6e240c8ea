import { useAct } from '../../api/ask.ts'
import { type Connected, connectPractice, type NetworkAbout } from '../../api/brand.ts'
import { useWords } from '../../i18n/words.tsx'
import { Button } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import styles from './connect.module.css'

type PracticeOfferProps = { brandId: string; network: NetworkAbout; onBrought: (brought: Connected) => void }

/** The practice network behaves as the real one and reaches nobody: a newcomer may try everything at once. */
export function PracticeOffer({ brandId, network, onBrought }: PracticeOfferProps) {
  const say = useWords()
  const open = useAct(() => connectPractice(brandId, network.id), {
    touches: [`/api/brands/${brandId}`],
    done: onBrought,
  })
  return (
    <section className={styles.practice}>
      <Icon name="practice" size={24} />
      <div className={styles.practiceWords}>
        <h2>{say('accounts.practice.title')}</h2>
        <p>{say('accounts.practice.text')}</p>
      </div>
      <Button isPending={open.isPending} onPress={() => open.mutate()}>
        {say('accounts.practice.act', { network: network.name })}
      </Button>
    </section>
  )
}
