import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { type SharedView, sharedView } from '../../api/approval.ts'
import { failureOf } from '../../api/failure.ts'
import { useFormat } from '../../i18n/format.ts'
import { localeNames, locales } from '../../i18n/locales.ts'
import { useSpoken } from '../../i18n/words.tsx'
import { useParam } from '../../shell/here.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState, SkeletonRows } from '../../ui/feedback.tsx'
import { Icon } from '../../ui/icon.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { inkOn } from '../../ui/ink-on.ts'
import { Menu, MenuItem } from '../../ui/menu.tsx'
import { unseen } from '../../ui/unseen.ts'
import { useTitle } from '../../ui/use-title.ts'
import styles from './client.module.css'
import { ClientPost } from './client-post.tsx'
import { type Door, doorOfLink } from './door.ts'

/** What a client sees behind a link: the posts as readers will see them, and two answers to each. */
export function Screen() {
  const { say } = useSpoken()
  const token = useParam('token')
  const door = useMemo(() => doorOfLink(token), [token])
  const { data, error, refetch } = useQuery({ ...sharedView(token), refetchInterval: 60_000 })
  useTitle(data ? `${data.name} · ${data.brandName}` : say('approval.client.title'))
  if (error)
    return (
      <main className={styles.alone}>
        <EmptyState
          title={say(failureOf(error).status === 0 ? 'approval.client.offline' : 'approval.client.gone')}
          acts={<Button onPress={() => void refetch()}>{say('approval.client.again')}</Button>}
        >
          {failureOf(error).saidIn(say)}
        </EmptyState>
      </main>
    )
  if (!data)
    return (
      <main className={styles.alone} aria-busy="true">
        <h1 className={unseen}>{say('approval.client.title')}</h1>
        <SkeletonRows rows={3} height="12rem" />
      </main>
    )
  return <Shared door={door} view={data} />
}

function Shared({ door, view }: { door: Door; view: SharedView }) {
  const { say } = useSpoken()
  const format = useFormat()
  const [name, setName] = useState(() => sessionStorage.getItem('rialto.client') ?? '')
  const open = view.posts.filter((post) => post.stage === 'in-review').length
  return (
    <div className={styles.page}>
      <header className={styles.top} style={{ background: view.brandColor, color: inkOn(view.brandColor) }}>
        <div className={styles.topInside}>
          <p className={styles.brand}>{view.brandName}</p>
          <h1 className={styles.name}>{view.name}</h1>
          <p>{say('approval.client.lead', { count: view.posts.length, open })}</p>
        </div>
        <LanguageMenu />
      </header>
      <main className={styles.posts}>
        {view.posts.map((post, at) => (
          <ClientPost
            key={post.id}
            door={door}
            post={post}
            place={{ at: at + 1, of: view.posts.length }}
            zone={view.zone}
            name={name}
            onName={(next) => {
              sessionStorage.setItem('rialto.client', next)
              setName(next)
            }}
          />
        ))}
      </main>
      <footer className={styles.foot}>
        <Icon name="clock" size={16} />{' '}
        {say('approval.client.until', { moment: format.moment(view.expiresAt, view.zone) })}
      </footer>
    </div>
  )
}

function LanguageMenu() {
  const { say, locale, setLocale } = useSpoken()
  return (
    <Menu
      placement="bottom end"
      label={say('approval.client.language')}
      trigger={<IconButton className={styles.language} icon="globe" label={say('approval.client.language')} />}
    >
      {locales.map((one) => (
        <MenuItem key={one} text={localeNames[one]} chosen={one === locale} onAction={() => setLocale(one)} />
      ))}
    </Menu>
  )
}
