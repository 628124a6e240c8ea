import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useAct } from '../../../api/ask.ts'
import { type AddSource, addSource, type SourceMade, sourcesPath } from '../../../api/sources.ts'
import { useWords } from '../../../i18n/words.tsx'
import { useBrand } from '../../../shell/here.ts'
import { Card, Stack } from '../../../ui/layout.tsx'
import { Tabs } from '../../../ui/tabs.tsx'
import { ListeningPage } from '../listening-page.tsx'
import { AddFile } from './add-file.tsx'
import { AddInlet } from './add-inlet.tsx'
import { AddMailbox } from './add-mailbox.tsx'
import { InletSecret } from './inlet-secret.tsx'
import { LookAtAddress } from './look-at-address.tsx'

/** One more place to listen at: an address of any kind, a mailbox of alerts, an inlet for anything else. */
export function Screen() {
  const say = useWords()
  const brand = useBrand()
  const navigate = useNavigate()
  const [made, setMade] = useState<SourceMade | null>(null)
  const params = { brandId: brand.id }
  const add = useAct((wanted: AddSource) => addSource(brand.id, wanted), {
    touches: [sourcesPath(brand.id)],
    quiet: true,
    done: (answer) => {
      if (answer.secret) setMade(answer)
      else void navigate({ to: '/brands/$brandId/listening/sources', params })
    },
  })
  const adding = { onAdd: add.mutate, failure: add.error, isPending: add.isPending }
  if (made?.secret)
    return (
      <ListeningPage place="sources">
        <InletSecret sourceId={made.source.id} secret={made.secret} />
      </ListeningPage>
    )
  return (
    <ListeningPage place="sources" lead={say('listen.sources.add.lead')}>
      <Stack>
        <Card>
          <Tabs
            label={say('listen.sources.add')}
            tabs={[
              { id: 'address', text: say('listen.sources.by.address'), panel: <LookAtAddress {...adding} /> },
              { id: 'mailbox', text: say('listen.sources.kind.mailbox'), panel: <AddMailbox {...adding} /> },
              { id: 'inlet', text: say('listen.sources.kind.inlet'), panel: <AddInlet {...adding} /> },
              { id: 'file', text: say('listen.sources.kind.import'), panel: <AddFile /> },
            ]}
          />
        </Card>
      </Stack>
    </ListeningPage>
  )
}
