import { useMayHere } from '../../shell/here.ts'
import { ChannelsCard } from './channels-card.tsx'
import { DutyCard } from './duty-card.tsx'
import { OwnChoices } from './own-choices.tsx'
import { PushCard } from './push-card.tsx'
import { SupportPage } from './support-page.tsx'

/** Who is told of what, how, and when not. */
export function Screen() {
  const mayManage = useMayHere('manager')
  return (
    <SupportPage place="alerts">
      <OwnChoices />
      <PushCard />
      <DutyCard />
      {mayManage && <ChannelsCard />}
    </SupportPage>
  )
}
