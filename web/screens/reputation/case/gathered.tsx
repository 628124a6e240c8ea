import { Link } from '@tanstack/react-router'
import type { Case } from '../../../api/reputation.ts'
import { useFormat } from '../../../i18n/format.ts'
import { useWords } from '../../../i18n/words.tsx'
import { useBrand, useMe } from '../../../shell/here.ts'
import { Badge, EmptyState } from '../../../ui/feedback.tsx'
import { IconButton } from '../../../ui/icon-button.tsx'
import { Card, List, ListRow } from '../../../ui/layout.tsx'
import { ToneBadge } from './tone.tsx'
import { useDropFrom } from './use-case-act.ts'

/** The conversations of a case; they are added where they are read, in the inbox. */
export function Gathered({ of }: { of: Case }) {
  const say = useWords()
  const format = useFormat()
  const brand = useBrand()
  const { zone } = useMe()
  const drop = useDropFrom(of)
  return (
    <Card title={say('repute.case.conversations')}>
      {of.gathered.length === 0 && (
        <EmptyState level={3} title={say('repute.case.conversations.none')}>
          {say('repute.case.conversations.none.text')}
        </EmptyState>
      )}
      <List label={say('repute.case.conversations')}>
        {of.gathered.map((one) => (
          <ListRow
            key={one.id}
            title={
              <Link to="/inbox/$brandId/$conversationId" params={{ brandId: brand.id, conversationId: one.id }}>
                <bdi>{one.author?.name || one.author?.handle || say('inbox.nobody')}</bdi>
              </Link>
            }
            dim={
              <>
                <bdi>{one.excerpt}</bdi> · {format.moment(one.lastAt, zone)}
              </>
            }
            after={
              <>
                <ToneBadge tone={one.tone} />
                {one.isAnswered && (
                  <Badge tone="good" icon="check">
                    {say('repute.answered')}
                  </Badge>
                )}
                {of.may.gather && (
                  <IconButton
                    icon="close"
                    size="s"
                    label={say('repute.case.drop')}
                    onPress={() => drop.mutate(`conversations/${one.id}`)}
                  />
                )}
              </>
            }
          />
        ))}
      </List>
    </Card>
  )
}
