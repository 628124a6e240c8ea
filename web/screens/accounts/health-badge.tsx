import type { Account } from '../../api/brand.ts'
import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/words.tsx'
import { Badge, type Tone } from '../../ui/feedback.tsx'
import type { IconName } from '../../ui/icon.tsx'

const looks: Record<Account['health']['state'], { tone: Tone; icon: IconName }> = {
  connected: { tone: 'good', icon: 'check-circle' },
  limited: { tone: 'bad', icon: 'lock' },
  expiring: { tone: 'warn', icon: 'clock' },
  reconnect: { tone: 'bad', icon: 'plug' },
  unreachable: { tone: 'warn', icon: 'offline' },
  disconnected: { tone: 'plain', icon: 'x-circle' },
}

/** How the access to an account is. */
export function HealthBadge({ account: { health } }: { account: Pick<Account, 'health'> }) {
  const say = useWords()
  const format = useFormat()
  const { tone, icon } = looks[health.state]
  return (
    <span title={health.checkedAt ? say('accounts.checkedAt', { when: format.relative(health.checkedAt) }) : undefined}>
      <Badge tone={tone} icon={icon}>
        {say(`accounts.health.${health.state}`)}
      </Badge>
    </span>
  )
}
