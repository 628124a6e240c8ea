import { useQuery } from '@tanstack/react-query'
import { useAct } from '../../api/ask.ts'
import { checkReach, type DeskSeen, desk as deskQuestion } from '../../api/desk.ts'
import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/words.tsx'
import { useMe } from '../../shell/here.ts'
import { Button } from '../../ui/button.tsx'
import { Banner, SkeletonRows } from '../../ui/feedback.tsx'
import { Card, Dim, Stack } from '../../ui/layout.tsx'

/** For who runs the desk: can networks fetch files from it, and can it make videos fit? */
export function DeskCard() {
  const say = useWords()
  const me = useMe()
  const { data } = useQuery(deskQuestion())
  const look = useAct(() => checkReach(), { touches: ['/api/desk'] })
  return (
    <Card title={say('settings.desk')}>
      {data ? (
        <Stack gap={3}>
          <Reach seen={data} zone={me.zone} />
          <Banner tone={data.ffmpeg ? 'good' : 'warn'}>
            {data.ffmpeg ? say('settings.desk.video', { version: data.ffmpeg }) : say('settings.desk.noVideo')}
          </Banner>
          <div>
            <Button icon="refresh" isPending={look.isPending} onPress={() => look.mutate()}>
              {say('settings.desk.look')}
            </Button>
          </div>
        </Stack>
      ) : (
        <SkeletonRows rows={2} />
      )}
    </Card>
  )
}

function Reach({ seen, zone }: { seen: DeskSeen; zone: string }) {
  const say = useWords()
  const format = useFormat()
  const { reachable, problem, address, checkedAt } = seen
  return (
    <Banner tone={reachable === 'yes' ? 'good' : 'warn'}>
      <Stack gap={1}>
        <span>{say(`settings.desk.reach.${reachable}`, { address })}</span>
        {problem && <span>{problem}</span>}
        {reachable !== 'yes' && <Dim>{say('settings.desk.why')}</Dim>}
        {checkedAt && <Dim>{say('settings.desk.checked', { moment: format.moment(checkedAt, zone) })}</Dim>}
      </Stack>
    </Banner>
  )
}
