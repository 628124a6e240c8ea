import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useAct } from '../../../api/ask.ts'
import { chooseDigest, type OwnDigest, ownDigest, ownDigestPath } from '../../../api/listening-alerts.ts'
import { useFormat } from '../../../i18n/format.ts'
import { useWords } from '../../../i18n/words.tsx'
import { useBrand } from '../../../shell/here.ts'
import { Banner, SkeletonRows } from '../../../ui/feedback.tsx'
import { Card, Columns, Dim, Stack } from '../../../ui/layout.tsx'
import { Select } from '../../../ui/select.tsx'
import { Switch } from '../../../ui/switch.tsx'

const hours = Array.from({ length: 24 }, (_, hour) => hour)
const weekdays = [1, 2, 3, 4, 5, 6, 7]

/** What one reads by mail of what was said; each choice holds at once. */
export function DigestCard() {
  const say = useWords()
  const brand = useBrand()
  const asked = useQuery(ownDigest(brand.id))
  return (
    <Card title={say('listen.alerts.digest')}>
      {asked.error && <Banner tone="bad" title={asked.error.saidIn(say)} />}
      {asked.isPending && <SkeletonRows rows={3} />}
      {asked.data && <Choices given={asked.data} hasMail={asked.data.mail} nextAt={asked.data.nextAt} />}
    </Card>
  )
}

type ChoicesProps = { given: OwnDigest; hasMail: boolean; nextAt: string | null }

function Choices({ given, hasMail, nextAt }: ChoicesProps) {
  const say = useWords()
  const format = useFormat()
  const brand = useBrand()
  const [own, setOwn] = useState<OwnDigest>(() => {
    const { daily, weekly, hour, weekday, onlyWithNews } = given
    return { daily, weekly, hour, weekday, onlyWithNews }
  })
  const save = useAct((next: OwnDigest) => chooseDigest(brand.id, next), { touches: [ownDigestPath(brand.id)] })
  const choose = (next: Partial<OwnDigest>) => {
    const chosen = { ...own, ...next }
    setOwn(chosen)
    save.mutate(chosen)
  }
  const isWanted = own.daily || own.weekly
  return (
    <Stack gap={4}>
      <Switch isSelected={own.daily} onChange={(daily) => choose({ daily })}>
        {say('listen.alerts.daily')}
      </Switch>
      <Switch isSelected={own.weekly} onChange={(weekly) => choose({ weekly })}>
        {say('listen.alerts.weekly')}
      </Switch>
      {isWanted && (
        <>
          <Columns min="9rem">
            <Select
              label={say('listen.alerts.hour', { zone: format.zoneName(brand.zone) })}
              value={String(own.hour)}
              onChange={(hour) => choose({ hour: Number(hour) })}
              choices={hours.map((hour) => ({
                id: String(hour),
                text: format.wallTime(`${String(hour).padStart(2, '0')}:00`),
              }))}
            />
            {own.weekly && (
              <Select
                label={say('listen.alerts.weekday')}
                value={String(own.weekday)}
                onChange={(weekday) => choose({ weekday: Number(weekday) })}
                choices={weekdays.map((day) => ({ id: String(day), text: format.weekday(day) }))}
              />
            )}
          </Columns>
          <Switch isSelected={own.onlyWithNews} onChange={(onlyWithNews) => choose({ onlyWithNews })}>
            {say('listen.alerts.onlyWithNews')}
          </Switch>
        </>
      )}
      {!hasMail && <Banner tone="note">{say('listen.alerts.noMail')}</Banner>}
      {hasMail && nextAt && (
        <p>
          <Dim>{say('listen.alerts.nextAt', { moment: format.moment(nextAt, brand.zone) })}</Dim>
        </p>
      )}
    </Stack>
  )
}
