import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { networks } from '../../../api/brand.ts'
import { useWords } from '../../../i18n/words.tsx'
import { Button } from '../../../ui/button.tsx'
import { Checkbox } from '../../../ui/checkbox.tsx'
import { DateField } from '../../../ui/date-field.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { PopoverPanel } from '../../../ui/popover.tsx'
import { Select } from '../../../ui/select.tsx'
import { Switch } from '../../../ui/switch.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { momentOf, wallOf } from '../../inbox/conversation/snooze-until.ts'
import rows from '../../inbox/list/list.module.css'
import { Several } from '../../inbox/list/several.tsx'
import { feelings, filtersOn, intents, kinds, listOf, type StreamAddress, withoutFilters } from './address.ts'
import { feelingIcons } from './feeling-looks.ts'
import { languageCodes, useLanguageName } from './languages.ts'
import { kindIcons } from './mention-row.tsx'
import { useStream } from './use-stream.ts'

/** Everything by which the stream may be narrowed; nothing chosen means all. */
export function StreamFilters() {
  const say = useWords()
  const { place } = useStream()
  const { address } = place
  const count = filtersOn(address)
  const show = (change: Partial<StreamAddress>) => place.show({ ...address, ...change })
  return (
    <PopoverPanel
      label={say('listen.filters')}
      placement="bottom end"
      trigger={
        <Button icon="filter" className={rows.filterButton}>
          {count > 0 ? say('listen.filters.on', { count }) : say('listen.filters')}
        </Button>
      }
    >
      <div className={rows.filters}>
        <Lists address={address} show={show} />
        <Measures address={address} show={show} />
        <Dates address={address} show={show} />
        {count > 0 && (
          <Button onPress={() => place.show({ ...withoutFilters(address), q: address.q })}>
            {say('listen.filters.off')}
          </Button>
        )}
      </div>
    </PopoverPanel>
  )
}

type PartProps = { address: StreamAddress; show: (change: Partial<StreamAddress>) => void }
type Choice = { id: string; text: string; before: ReactNode }

function Lists({ address, show }: PartProps) {
  const say = useWords()
  const several = (name: 'sentiment' | 'intents' | 'kinds', choices: Choice[]) => (
    <Several
      name={say(`listen.filter.${name}`)}
      chosen={address[name]}
      choices={choices}
      onChange={(chosen) => show({ [name]: chosen })}
    />
  )
  return (
    <>
      {several(
        'sentiment',
        feelings.map((id) => ({
          ...{ id, text: say(`listen.feeling.${id}`), before: <Icon name={feelingIcons[id]} size={16} /> },
        })),
      )}
      {several(
        'intents',
        intents.map((id) => ({ id, text: say(`listen.intent.${id}`), before: null })),
      )}
      {several(
        'kinds',
        kinds.map((id) => ({ id, text: say(`listen.kind.${id}`), before: <Icon name={kindIcons[id]} size={16} /> })),
      )}
    </>
  )
}

const any = 'any'

function Measures({ address, show }: PartProps) {
  const say = useWords()
  const nameOf = useLanguageName()
  const known = useQuery({ ...networks(), staleTime: Number.POSITIVE_INFINITY }).data?.items ?? []
  const nothing = { id: any, text: say('inbox.any') }
  const pick = (key: 'languages' | 'networks') => (id: string) => show({ [key]: id === any ? '' : id })
  const number = (key: 'minFollowers' | 'minReach') => (
    <TextField
      label={say(`listen.filter.${key}`)}
      inputMode="numeric"
      value={address[key]}
      maxLength={12}
      onChange={(typed) => show({ [key]: typed.replaceAll(/\D/g, '') })}
    />
  )
  return (
    <>
      <Select
        label={say('listen.filter.languages')}
        value={listOf(address.languages)[0] ?? any}
        onChange={pick('languages')}
        choices={[nothing, ...languageCodes.map((id) => ({ id, text: nameOf(id) }))]}
      />
      <Select
        label={say('listen.filter.networks')}
        value={listOf(address.networks)[0] ?? any}
        onChange={pick('networks')}
        choices={[nothing, ...known.map(({ id, name }) => ({ id, text: name }))]}
      />
      <TextField
        label={say('listen.filter.sites')}
        value={address.sites}
        maxLength={200}
        onChange={(typed) => show({ sites: typed.trim().toLowerCase() })}
      />
      {number('minFollowers')}
      {number('minReach')}
      <Switch isSelected={address.originals === 'true'} onChange={(on) => show({ originals: on ? 'true' : '' })}>
        {say('listen.filter.originals')}
      </Switch>
      {address.author && (
        <Checkbox isSelected onChange={() => show({ author: '' })}>
          {say('listen.filter.author')}
        </Checkbox>
      )}
      {(['newcomers', 'hours', 'standing'] as const)
        .filter((one) => address[one])
        .map((one) => (
          <Checkbox key={one} isSelected onChange={() => show({ [one]: '' })}>
            {say(`listen.filter.${one}`)}
          </Checkbox>
        ))}
      {address.like && (
        <Checkbox isSelected onChange={() => show({ like: '' })}>
          {say('listen.filter.like')}
        </Checkbox>
      )}
    </>
  )
}

function Dates({ address, show }: PartProps) {
  const say = useWords()
  const { brand } = useStream()
  const dayOf = (moment: string) => (moment ? wallOf(new Date(moment), brand.zone).date : null)
  const at = (time: string) => (date: string | null) => (date ? momentOf({ date, time }, brand.zone).toISOString() : '')
  return (
    <>
      <DateField
        label={say('inbox.from')}
        value={dayOf(address.from)}
        onChange={(date) => show({ from: at('00:00')(date) })}
      />
      <DateField
        label={say('inbox.to')}
        value={dayOf(address.to)}
        onChange={(date) => show({ to: at('23:59')(date) })}
      />
    </>
  )
}
