import { useAct } from '../../../api/ask.ts'
import { lookAtAddress } from '../../../api/sources.ts'
import { useWords } from '../../../i18n/words.tsx'
import { useBrand } from '../../../shell/here.ts'
import { Button } from '../../../ui/button.tsx'
import { Banner } from '../../../ui/feedback.tsx'
import { Form } from '../../../ui/form.tsx'
import { Stack } from '../../../ui/layout.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import type { Adding } from './adding.ts'
import { ProposalCard } from './proposal-card.tsx'

/** Paste anything: what stands there is found out, and how it could be listened to. */
export function LookAtAddress(adding: Adding) {
  const say = useWords()
  const brand = useBrand()
  const look = useAct((address: string) => lookAtAddress(brand.id, address), { quiet: true })
  return (
    <Stack>
      <Form
        onSubmit={(form) => look.mutate(String(form.get('address')))}
        failure={look.error}
        fields={['address']}
        foot={
          <Button type="submit" variant="primary" icon="search" isPending={look.isPending}>
            {say('listen.sources.look')}
          </Button>
        }
      >
        <TextField
          name="address"
          label={say('listen.sources.address')}
          hint={say('listen.sources.address.hint')}
          placeholder="https://example.org/news"
          inputMode="url"
          isRequired
          autoFocus
        />
      </Form>
      <div aria-live="polite">
        {look.data && (
          <Stack>
            <h2>{say('listen.sources.found', { count: look.data.items.length })}</h2>
            {adding.failure && <Banner tone="bad" title={adding.failure.saidIn(say)} live />}
            {look.data.items.map((proposal) => (
              <ProposalCard key={`${proposal.kind} ${proposal.url}`} proposal={proposal} {...adding} />
            ))}
          </Stack>
        )}
      </div>
    </Stack>
  )
}
