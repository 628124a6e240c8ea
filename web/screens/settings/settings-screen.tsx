import { useWords } from '../../i18n/words.tsx'
import { Page } from '../../ui/layout.tsx'
import { ApiKeys } from './api-keys.tsx'
import { PasswordCard } from './password-card.tsx'
import { ProfileCard } from './profile-card.tsx'
import { Sessions } from './sessions.tsx'

export function Screen() {
  const say = useWords()
  return (
    <Page title={say('settings.title')} width="narrow">
      <ProfileCard />
      <PasswordCard />
      <Sessions />
      <ApiKeys />
    </Page>
  )
}
