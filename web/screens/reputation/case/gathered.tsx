import { useState } from 'react'
import type { Case } from '../../../api/reputation.ts'
import { useFormat } from '../../../i18n/format.ts'
import { useWords } from '../../../i18n/words.tsx'
import { useMe } from '../../../shell/here.ts'
import { Button } from '../../../ui/button.tsx'
import { Badge, EmptyState } from '../../../ui/feedback.tsx'
import { IconButton } from '../../../ui/icon-button.tsx'
import { Card, List, ListRow } from '../../../ui/layout.tsx'
import { TalkOf } from './talk-of.tsx'
import { ToneBadge } from './tone.tsx'
import { useDropFrom } from './use-case-act.ts'

const shownAtFirst = 10

/** The conversations of a case; they are added where they are read, in the inbox. */
export function Gathered({ of }: { of: Case }) {
  const say = useWords()
  const format = useFormat()
  const { zone } = useMe()
  const drop = useDropFrom(of)
  const [isWhole, setWhole] = useState(false)
  const count = of.gathered.length
  return (
    <Card
      title={say('repute.case.conversations')}
      acts={
        count > shownAtFirst && (
          <Button size="s" aria-expanded={isWhole} onPress={() => setWhole(!isWhole)}>
            {say(isWhole ? 'repute.case.fewer' : 'repute.case.whole', { count })}
          </Button>
        )
      }
    >
      {of.gathered.length === 0 && (
        <EmptyState level={3} title={say('repute.case.conversations.none')}>
          {say('repute.case.conversations.none.text')}
        </EmptyState>
      )}
      <List label={say('repute.case.conversations')}>
        {(isWhole ? of.gathered : of.gathered.slice(0, shownAtFirst)).map((one) => (
          <ListRow
            key={one.id}
            title={<TalkOf talk={one} />}
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
                    {say('service.forward.answered')}
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
