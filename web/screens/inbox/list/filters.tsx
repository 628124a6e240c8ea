import type { Label } from '../../../api/support.ts'
import { useWords } from '../../../i18n/words.tsx'
import { Avatar, Swatch } from '../../../ui/avatar.tsx'
import { Button } from '../../../ui/button.tsx'
import { DateField } from '../../../ui/date-field.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { PopoverPanel } from '../../../ui/popover.tsx'
import { Select } from '../../../ui/select.tsx'
import { filtersOn, type InboxAddress, kinds, listOf, tones, withoutFilters } from '../address.ts'
import { momentOf, wallOf } from '../conversation/snooze-until.ts'
import { mayAnswerIn } from '../use-around.ts'
import { useInbox } from '../use-inbox.ts'
import { useLabels } from '../use-labels.ts'
import { kindIcons } from './conversation-row.tsx'
import styles from './list.module.css'
import { Several } from './several.tsx'

/** Everything by which the list may be narrowed; nothing chosen means all. */
export function Filters() {
  const say = useWords()
  const { place } = useInbox()
  const { address } = place
  const count = filtersOn(address)
  const show = (change: Partial<InboxAddress>) => place.show({ ...address, ...change, view: '' })
  return (
    <PopoverPanel
      label={say('inbox.filters')}
      placement="bottom end"
      trigger={
        <Button icon="filter" className={styles.filterButton}>
          {count > 0 ? say('inbox.filters.on', { count }) : say('inbox.filters')}
        </Button>
      }
    >
      <div className={styles.filters}>
        <Lists address={address} show={show} />
        <Choices address={address} show={show} />
        <Dates address={address} show={show} />
        {count > 0 && (
          <Button onPress={() => place.show({ ...withoutFilters(address), q: address.q })}>
            {say('inbox.filters.off')}
          </Button>
        )}
      </div>
    </PopoverPanel>
  )
}

type PartProps = { address: InboxAddress; show: (change: Partial<InboxAddress>) => void }

function Lists({ address, show }: PartProps) {
  const say = useWords()
  const { around } = useInbox()
  const inBrands = listOf(address.brands)
  const accounts = [...around.accounts.values()].filter(
    (one) => inBrands.length === 0 || inBrands.includes(one.brandId),
  )
  const inSight = around.brands.map((one) => one.id).filter((id) => inBrands.length === 0 || inBrands.includes(id))
  const labels = labelChoices(useLabels(inSight).all, listOf(address.labels))
  return (
    <>
      {around.brands.length > 1 && (
        <Several
          name={say('inbox.brands')}
          chosen={address.brands}
          choices={around.brands.map(({ id, name, color }) => ({ id, text: name, before: <Swatch color={color} /> }))}
          onChange={(brands) => show({ brands, accounts: '' })}
        />
      )}
      <Several
        name={say('inbox.accounts')}
        chosen={address.accounts}
        choices={accounts.map(({ id, name, avatarUrl, network }) => ({
          ...{ id, text: name },
          before: <Avatar name={name} src={avatarUrl} size={24} network={around.networks.get(network)} />,
        }))}
        onChange={(chosen) => show({ accounts: chosen })}
      />
      <Several
        name={say('inbox.kinds')}
        chosen={address.kinds}
        choices={kinds.map((id) => ({
          ...{ id, text: say(`inbox.kind.${id}`), before: <Icon name={kindIcons[id]} size={16} /> },
        }))}
        onChange={(chosen) => show({ kinds: chosen })}
      />
      <Several
        name={say('inbox.labels')}
        chosen={address.labels}
        choices={labels}
        onChange={(chosen) => show({ labels: chosen })}
      />
    </>
  )
}

/** The brands' own first, then what is asked for besides. One with a comma in it cannot stand in the address. */
function labelChoices(own: readonly Label[], asked: string[]) {
  const others = asked.filter((name) => !own.some((one) => one.name === name))
  return [
    ...own.flatMap(({ name, color }) =>
      name.includes(',') ? [] : [{ id: name, text: name, before: <Swatch color={color} /> }],
    ),
    ...others.map((name) => ({ id: name, text: name, before: <Icon name="tag" size={16} /> })),
  ]
}

const lates = ['0', '30', '120', '1440'] as const
const languages = ['en', 'bg', 'uk', 'sv', 'cs', 'pl', 'ru', 'de', 'fr', 'es', 'it', 'tr', 'ro', 'ar', 'he'] as const

function Choices({ address, show }: PartProps) {
  const say = useWords()
  const { around } = useInbox()
  const any = { id: 'any', text: say('inbox.any') }
  const people = mayAnswerIn(around.members, []).map((one) => ({ id: one.userId, text: one.name }))
  const names = new Intl.DisplayNames([document.documentElement.lang], { type: 'language' })
  const pick = (key: 'assignee' | 'tone' | 'language' | 'lateWithin') => (id: string) =>
    show({ [key]: id === 'any' ? '' : id })
  return (
    <>
      <Select
        label={say('inbox.assignee')}
        value={address.assignee || 'any'}
        onChange={pick('assignee')}
        choices={[any, { id: 'none', text: say('inbox.nobodyAssigned') }, ...people]}
      />
      <Select
        label={say('inbox.tone')}
        value={address.tone || 'any'}
        onChange={pick('tone')}
        choices={[any, ...tones.map((id) => ({ id, text: say(`inbox.tone.${id}`) }))]}
      />
      <Select
        label={say('inbox.language')}
        value={address.language || 'any'}
        onChange={pick('language')}
        choices={[any, ...languages.map((id) => ({ id, text: names.of(id) ?? id }))]}
      />
      <Select
        label={say('inbox.late')}
        value={address.lateWithin || 'any'}
        onChange={pick('lateWithin')}
        choices={[any, ...lates.map((id) => ({ id, text: say(`inbox.late.${id}`) }))]}
      />
    </>
  )
}

function Dates({ address, show }: PartProps) {
  const say = useWords()
  const { zone } = useInbox().around.me
  const dayOf = (moment: string) => (moment ? wallOf(new Date(moment), zone).date : null)
  const begin = (date: string | null) => (date ? momentOf({ date, time: '00:00' }, zone).toISOString() : '')
  const end = (date: string | null) => (date ? momentOf({ date, time: '23:59' }, zone).toISOString() : '')
  return (
    <>
      <DateField
        label={say('inbox.from')}
        value={dayOf(address.from)}
        onChange={(date) => show({ from: begin(date) })}
      />
      <DateField label={say('inbox.to')} value={dayOf(address.to)} onChange={(date) => show({ to: end(date) })} />
    </>
  )
}
