import { useState } from 'react'
import { useAct } from '../../api/ask.ts'
import { type ConnectChoice, type Connected, chooseAccounts } from '../../api/brand.ts'
import { useNetwork } from '../../api/use-network.ts'
import { useWords } from '../../i18n/words.tsx'
import { shapeOf } from '../../shell/account-face.tsx'
import { Avatar } from '../../ui/avatar.tsx'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/checkbox.tsx'
import { Badge, Banner } from '../../ui/feedback.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Card, Page, Row } from '../../ui/layout.tsx'
import { TextField } from '../../ui/text-field.tsx'
import styles from './connect.module.css'

type ChooseAccountsProps = { brandId: string; choice: ConnectChoice; onChosen: (brought: Connected) => void }
type Offered = ConnectChoice['offered'][number]

/** With so many a search helps. */
const many = 8

/** One sign-in may open thirty pages: only those that are ticked are connected. */
export function ChooseAccounts({ brandId, choice, onChosen }: ChooseAccountsProps) {
  const say = useWords()
  const [sought, setSought] = useState('')
  const [chosen, setChosen] = useState(
    () => new Set(choice.offered.filter((one) => one.accountId).map((one) => one.key)),
  )
  const choose = useAct((keys: string[]) => chooseAccounts(brandId, choice.token, keys), {
    touches: [`/api/brands/${brandId}`],
    quiet: true,
    done: onChosen,
  })
  const shown = choice.offered.filter((one) =>
    `${one.name} ${one.handle}`.toLocaleLowerCase().includes(sought.trim().toLocaleLowerCase()),
  )
  const toggle = (keys: string[], isOn: boolean) => {
    const next = new Set(chosen)
    for (const key of keys) isOn ? next.add(key) : next.delete(key)
    setChosen(next)
  }
  const ticked = shown.filter((one) => chosen.has(one.key)).length
  return (
    <Page
      width="narrow"
      title={say('accounts.choose.title')}
      lead={say('accounts.choose.lead', { count: choice.offered.length })}
    >
      {choose.error && (
        <Banner tone="bad" live title={choose.error.saidIn(say)}>
          {choose.error.fields[0]?.message}
        </Banner>
      )}
      <Card>
        <div className={styles.chooseTop}>
          <Checkbox
            isSelected={shown.length > 0 && ticked === shown.length}
            isIndeterminate={ticked > 0 && ticked < shown.length}
            isDisabled={shown.length === 0}
            onChange={(isOn) =>
              toggle(
                shown.map((one) => one.key),
                isOn,
              )
            }
          >
            {say('accounts.choose.all')}
          </Checkbox>
          {choice.offered.length >= many && (
            <TextField
              label={say('accounts.choose.search')}
              before={<Icon name="search" size={16} />}
              type="search"
              value={sought}
              onChange={setSought}
            />
          )}
        </div>
        <ul className={styles.offered} aria-label={say('accounts.title')}>
          {shown.map((one) => (
            <OfferedRow
              key={one.key}
              offered={one}
              network={choice.network}
              isChosen={chosen.has(one.key)}
              onToggle={(isOn) => toggle([one.key], isOn)}
            />
          ))}
        </ul>
        <Row>
          <Button
            variant="primary"
            icon="plug"
            isDisabled={chosen.size === 0}
            isPending={choose.isPending}
            onPress={() => choose.mutate([...chosen])}
          >
            {say('accounts.choose.act', { count: chosen.size })}
          </Button>
          <ButtonLink variant="quiet" to={`/brands/${brandId}/accounts`}>
            {say('accounts.choose.none')}
          </ButtonLink>
        </Row>
      </Card>
    </Page>
  )
}

type OfferedRowProps = { offered: Offered; network: string; isChosen: boolean; onToggle: (isOn: boolean) => void }

function OfferedRow({ offered, network: id, isChosen, onToggle }: OfferedRowProps) {
  const say = useWords()
  const network = useNetwork(id)
  return (
    <li>
      <Checkbox className={styles.offeredBox} isSelected={isChosen} onChange={onToggle}>
        <span className={styles.offeredWords}>
          <Avatar
            name={offered.name}
            src={offered.avatarUrl}
            size={36}
            shape={shapeOf(offered.kind)}
            network={network}
          />
          <span className={styles.offeredName}>
            <strong>{offered.name}</strong>
            <span className={styles.dim}>
              {[offered.handle, say(`accounts.kind.${offered.kind}`)].filter(Boolean).join(' · ')}
            </span>
          </span>
          {offered.accountId && <Badge tone="good">{say('accounts.choose.already')}</Badge>}
        </span>
      </Checkbox>
    </li>
  )
}
