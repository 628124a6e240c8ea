import { useState } from 'react'
import type { Account, Connected, NetworkAbout } from '../../api/brand.ts'
import { useWords } from '../../i18n/words.tsx'
import { useMe } from '../../shell/here.ts'
import { Badge, Banner } from '../../ui/feedback.tsx'
import { Card } from '../../ui/layout.tsx'
import { RadioGroup } from '../../ui/radio-group.tsx'
import { AppCard } from './app-card.tsx'
import styles from './connect.module.css'
import { Guide } from './guide.tsx'
import { NetworkSign } from './network-sign.tsx'
import { ScopeList } from './scope-list.tsx'
import { WayForm } from './way-form.tsx'

type ConnectWaysProps = {
  brandId: string
  network: NetworkAbout
  /** The account that is connected again. */
  again: Account | undefined
  onBrought: (brought: Connected) => void
}

/** The ways in, and of the one chosen: the desk's app, what to do, what is asked for, and the form. */
export function ConnectWays({ brandId, network, again, onBrought }: ConnectWaysProps) {
  const say = useWords()
  const isOwner = useMe().workspace.role === 'owner'
  const [wayId, setWayId] = useState(again?.way ?? network.ways[0]?.id)
  const way = network.ways.find((one) => one.id === wayId) ?? network.ways[0]
  if (!way) return null
  const needsApp = way.needsApp && network.app !== null
  return (
    <>
      <Card>
        <div className={styles.top}>
          <NetworkSign network={network} />
          {network.ways.length > 1 ? (
            <RadioGroup
              label={say('accounts.connect.way')}
              choices={network.ways.map((one) => ({ id: one.id, text: one.label }))}
              value={way.id}
              onChange={setWayId}
            />
          ) : (
            <strong>{way.label}</strong>
          )}
          {!network.can.publish && <Badge tone="note">{say('accounts.connect.readOnly')}</Badge>}
        </div>
        <Guide key={way.id} guide={way.guide} help={way.help} addresses={network.addresses} />
        {way.scopes.length > 0 && <ScopeList scopes={way.scopes} missing={again?.health.missing} />}
      </Card>
      {needsApp && isOwner && network.app && <AppCard network={network} app={network.app} />}
      {needsApp && !isOwner && !network.app?.ready ? (
        <Banner tone="note" icon="key" title={say('accounts.app.askOwner')}>
          {say('accounts.app.askOwner.text', { network: network.name })}
        </Banner>
      ) : (
        (!needsApp || network.app?.ready) && (
          <Card>
            <WayForm key={way.id} brandId={brandId} network={network} way={way} again={again} onBrought={onBrought} />
          </Card>
        )
      )}
    </>
  )
}
