import { useAct } from '../../../api/ask.ts'
import { renewSecret, type SourceDetails } from '../../../api/sources.ts'
import { useWords } from '../../../i18n/words.tsx'
import { useBrand, useMayHere } from '../../../shell/here.ts'
import { Button } from '../../../ui/button.tsx'
import { CopyField } from '../../../ui/copy-field.tsx'
import { Banner } from '../../../ui/feedback.tsx'
import { Card, Stack } from '../../../ui/layout.tsx'
import { InletHelp } from './inlet-help.tsx'

/** How an inlet is told, and a new secret for it. */
export function InletCard({ source, address }: { source: SourceDetails; address: string }) {
  const say = useWords()
  const brand = useBrand()
  const mayChange = useMayHere('editor')
  const renew = useAct(() => renewSecret(brand.id, source.id))
  const secret = renew.data?.secret
  return (
    <Card
      title={say('listen.sources.kind.inlet')}
      acts={
        mayChange && (
          <Button icon="key" isPending={renew.isPending} onPress={() => renew.mutate()}>
            {say('listen.sources.inlet.renew')}
          </Button>
        )
      }
    >
      <Stack>
        {secret && (
          <>
            <Banner tone="note" title={say('listen.sources.inlet.once')} live />
            <CopyField label={say('listen.sources.inlet.secret')} text={secret} />
          </>
        )}
        <InletHelp address={address} />
      </Stack>
    </Card>
  )
}
