import { useState } from 'react'
import { type Proposal, type Watching, watchings } from '../../../api/sources.ts'
import { useFormat } from '../../../i18n/format.ts'
import { useWords } from '../../../i18n/words.tsx'
import { Button } from '../../../ui/button.tsx'
import { Badge, Banner } from '../../../ui/feedback.tsx'
import { Card, Row, Stack } from '../../../ui/layout.tsx'
import { RadioGroup } from '../../../ui/radio-group.tsx'
import { Select } from '../../../ui/select.tsx'
import type { Adding } from './adding.ts'
import { kindName } from './kind-name.ts'
import styles from './sources.module.css'

type ProposalCardProps = Adding & { proposal: Proposal }

/** One way to listen to what stands at an address. */
export function ProposalCard({ proposal, onAdd, isPending }: ProposalCardProps) {
  const say = useWords()
  const format = useFormat()
  const [takes, setTakes] = useState<'matching' | 'all'>('matching')
  const [watches, setWatches] = useState<Watching>(proposal.kind === 'page' ? proposal.watches : 'whole')
  const { kind, url, title, sourceId } = proposal
  const add = () => {
    const named = { url, takes, ...(title && { name: title.slice(0, 120) }) }
    onAdd(kind === 'page' ? { kind, watches, ...named } : { kind, ...named })
  }
  const isForbidden = kind === 'page' && proposal.isForbidden
  return (
    <Card level={3} title={title || url} acts={<Badge>{kindName(say, kind)}</Badge>}>
      <Stack gap={3}>
        <p className={styles.dim}>
          <bdi>{url}</bdi>
          {kind === 'feed' && ` · ${say('listen.sources.items', { count: proposal.items })}`}
          {kind === 'feed' && proposal.newestAt && ` · ${format.relative(proposal.newestAt)}`}
        </p>
        {isForbidden && <Banner tone="warn" title={say('listen.sources.forbidden')} />}
        {kind === 'page' && (
          <RadioGroup
            label={say('listen.sources.watches')}
            value={watches}
            onChange={setWatches}
            choices={watchings.map((id) => ({
              id,
              text: say(`listen.sources.watches.${id}`),
              hint: say(`listen.sources.watches.${id}.hint`),
            }))}
          />
        )}
        <Row>
          <TakesSelect takes={takes} onChange={setTakes} />
          <Button
            variant="primary"
            icon="plus"
            isPending={isPending}
            isDisabled={sourceId !== null || isForbidden}
            onPress={add}
          >
            {say(sourceId === null ? 'listen.sources.listen' : 'listen.sources.already')}
          </Button>
        </Row>
      </Stack>
    </Card>
  )
}

type TakesSelectProps = {
  takes: 'matching' | 'all'
  onChange: (takes: 'matching' | 'all') => void
  isDisabled?: boolean
}

export function TakesSelect({ takes, onChange, isDisabled }: TakesSelectProps) {
  const say = useWords()
  return (
    <Select
      {...{ label: say('listen.sources.takes'), value: takes, onChange, isDisabled }}
      choices={(['matching', 'all'] as const).map((id) => ({ id, text: say(`listen.sources.takes.${id}`) }))}
    />
  )
}
