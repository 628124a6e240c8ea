import { useQuery } from '@tanstack/react-query'
import { useAct } from '../../api/ask.ts'
import { endSession, sessions } from '../../api/team.ts'
import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/words.tsx'
import { useMe } from '../../shell/here.ts'
import { Button } from '../../ui/button.tsx'
import { Badge, SkeletonRows } from '../../ui/feedback.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Card, List, ListRow } from '../../ui/layout.tsx'
import { browserOf } from './browser-of.ts'

/** Where one is signed in, and a way out of each. */
export function Sessions() {
  const say = useWords()
  const format = useFormat()
  const { zone } = useMe()
  const asked = useQuery(sessions())
  const end = useAct((id: string) => endSession(id), {
    touches: ['/api/me/sessions'],
    done: say('settings.sessions.ended'),
  })
  return (
    <Card title={say('settings.sessions')}>
      {asked.data ? (
        <List label={say('settings.sessions')}>
          {asked.data.items.map((session) => (
            <ListRow
              key={session.id}
              before={<Icon name="monitor" />}
              title={
                <>
                  {browserOf(session.agent) ?? say('settings.sessions.unknown')}{' '}
                  {session.current && <Badge tone="accent">{say('settings.sessions.current')}</Badge>}
                </>
              }
              dim={say('settings.sessions.seen', {
                when: format.moment(session.lastSeenAt, zone),
                ip: session.ip ?? '–',
              })}
              after={
                !session.current && (
                  <Button
                    size="s"
                    onPress={() => end.mutate(session.id)}
                    isPending={end.isPending && end.variables === session.id}
                  >
                    {say('settings.sessions.end')}
                  </Button>
                )
              }
            />
          ))}
        </List>
      ) : (
        <SkeletonRows rows={2} />
      )}
    </Card>
  )
}
