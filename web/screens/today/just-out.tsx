import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { accounts } from '../../api/brand.ts'
import { publications } from '../../api/publishing.ts'
import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/words.tsx'
import { AccountFace } from '../../shell/account-face.tsx'
import type { BrandHere } from '../../shell/here.ts'
import { SkeletonRows } from '../../ui/feedback.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Card, List, ListRow } from '../../ui/layout.tsx'

export function JustOut({ brand }: { brand: BrandHere }) {
  const say = useWords()
  const format = useFormat()
  const owned = useQuery(accounts(brand.id)).data?.items ?? []
  const asked = useInfiniteQuery(publications(brand.id, { state: 'published', limit: 5 }))
  const out = asked.data?.pages[0]?.items ?? []
  if (asked.isPending)
    return (
      <Card title={say('today.out')}>
        <SkeletonRows rows={2} />
      </Card>
    )
  if (out.length === 0) return null
  return (
    <Card title={say('today.out')}>
      <List label={say('today.out')}>
        {out.map((publication) => {
          const account = owned.find((one) => one.id === publication.accountId)
          return (
            <ListRow
              key={publication.id}
              before={account && <AccountFace account={account} size={32} />}
              title={
                <Link to={`/brands/${brand.id}/posts/${publication.postId}`}>
                  {publication.title || publication.excerpt || say('posts.untitled')}
                </Link>
              }
              dim={publication.publishedAt && format.moment(publication.publishedAt, brand.zone)}
              after={
                publication.url && (
                  <a href={publication.url} target="_blank" rel="noopener noreferrer" aria-label={say('posts.open')}>
                    <Icon name="external" size={18} />
                  </a>
                )
              }
            />
          )
        })}
      </List>
    </Card>
  )
}
