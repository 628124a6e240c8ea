import { useWords } from '../../i18n/words.tsx'
import { useMe } from '../../shell/here.ts'
import { Page } from '../../ui/layout.tsx'
import { ApiKeys } from './api-keys.tsx'
import { DeskCard } from './desk-card.tsx'
import { PasswordCard } from './password-card.tsx'
import { ProfileCard } from './profile-card.tsx'
import { Sessions } from './sessions.tsx'

export function Screen() {
  const say = useWords()
  const me = useMe()
  return (
    <Page title={say('settings.title')} width="narrow">
      <ProfileCard />
      <PasswordCard />
      <Sessions />
      <ApiKeys />
      {me.workspace.role === 'owner' && <DeskCard />}
    </Page>
  )
}
