import type { Account } from '../../api/brand.ts'
import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/words.tsx'
import { useMe } from '../../shell/here.ts'
import { Dim } from '../../ui/layout.tsx'

/** Why an account is not simply well, in a line. */
export function HealthWords({ account: { health } }: { account: Account }) {
  const say = useWords()
  const format = useFormat()
  const { zone } = useMe()
  const missing = health.missing.map((scope) => scope.name)
  if (health.state === 'connected' && missing.length === 0) return null
  const words = [
    health.state !== 'connected' && (health.reason ?? say(`accounts.health.${health.state}.text`)),
    health.state === 'expiring' &&
      health.expiresAt &&
      say('accounts.expires', { when: format.moment(health.expiresAt, zone) }),
    missing.length > 0 && say('accounts.missing', { scopes: format.list(missing) }),
  ]
  return (
    <p>
      <Dim>{words.filter(Boolean).join(' ')}</Dim>
    </p>
  )
}
