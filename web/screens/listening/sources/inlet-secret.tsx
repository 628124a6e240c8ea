import { useQuery } from '@tanstack/react-query'
import { source } from '../../../api/sources.ts'
import { useWords } from '../../../i18n/words.tsx'
import { useBrand } from '../../../shell/here.ts'
import { ButtonLink } from '../../../ui/button.tsx'
import { CopyField } from '../../../ui/copy-field.tsx'
import { Banner } from '../../../ui/feedback.tsx'
import { Card, Stack } from '../../../ui/layout.tsx'
import { InletHelp } from './inlet-help.tsx'

/** The secret of an inlet, seen this once. */
export function InletSecret({ sourceId, secret }: { sourceId: string; secret: string }) {
  const say = useWords()
  const brand = useBrand()
  const inlet = useQuery(source(brand.id, sourceId)).data?.inlet
  return (
    <Card title={say('listen.sources.inlet.ready')}>
      <Stack>
        <Banner tone="note" title={say('listen.sources.inlet.once')} live />
        <CopyField label={say('listen.sources.inlet.secret')} text={secret} />
        {inlet && <InletHelp address={inlet} />}
        <ButtonLink to="/brands/$brandId/listening/sources" params={{ brandId: brand.id }}>
          {say('listen.sources.inlet.kept')}
        </ButtonLink>
      </Stack>
    </Card>
  )
}
