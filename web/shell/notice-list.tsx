import { Link } from '@tanstack/react-router'
import type { Notice } from '../api/team.ts'
import { useFormat } from '../i18n/format.ts'
import { useWords } from '../i18n/words.tsx'
import { Icon, type IconName } from '../ui/icon.tsx'
import { useMe } from './here.ts'
import styles from './notice-list.module.css'

const signs: Record<Notice['severity'], IconName> = { info: 'info', warning: 'warning', urgent: 'x-circle' }

export function NoticeList({ notices, onFollow }: { notices: Notice[]; onFollow?: () => void }) {
  const say = useWords()
  const format = useFormat()
  const { brands, zone } = useMe()
  if (notices.length === 0) return <p className={styles.none}>{say('shell.notices.none')}</p>
  return (
    <ul className={styles.list}>
      {notices.map((notice) => {
        const brand = brands.find((one) => one.id === notice.brandId)
        return (
          <li
            key={notice.id}
            className={styles.notice}
            data-severity={notice.severity}
            data-seen={notice.seen || undefined}
          >
            <Icon name={signs[notice.severity]} size={18} label={say(`shell.severity.${notice.severity}`)} />
            <div className={styles.said}>
              <NoticeText notice={notice} onFollow={onFollow} />
              <p className={styles.when}>
                {brand && <>{brand.name} · </>}
                <time dateTime={notice.at} title={format.moment(notice.at, zone)}>
                  {format.relative(notice.at)}
                </time>
              </p>
            </div>
          </li>
        )
      })}
    </ul>
  )
}

function NoticeText({ notice, onFollow }: { notice: Notice; onFollow?: () => void }) {
  const address = addressOfNotice(notice)
  if (!address) return <p>{notice.text}</p>
  return (
    <Link to={address} onClick={onFollow} className={styles.link}>
      {notice.text}
    </Link>
  )
}

/** Notices of a brand lead to a screen of that brand; what stands over all brands names its own. */
export function addressOfNotice({ href, brandId }: Pick<Notice, 'href' | 'brandId'>): string | null {
  if (!href?.startsWith('/')) return null
  return brandId && !/^\/(?:brands|inbox)\//.test(href) ? `/brands/${brandId}${href}` : href
}
