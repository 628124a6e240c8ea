import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { commentsOf, type Numbers, numbersOf } from '../../api/publishing.ts'
import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/words.tsx'
import { useBrand } from '../../shell/here.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { Button } from '../../ui/button.tsx'
import { classes } from '../../ui/classes.ts'
import { Banner, SkeletonRows } from '../../ui/feedback.tsx'
import { Dim, List, ListRow } from '../../ui/layout.tsx'
import { LoadMore } from '../../ui/load-more.tsx'
import styles from './posts.module.css'

const counted = ['views', 'reach', 'likes', 'reshares', 'quotes', 'comments'] as const satisfies (keyof Numbers)[]

/** What people made of it, read from the network when somebody wants to know. */
export function Echo({ brandId, publicationId }: { brandId: string; publicationId: string }) {
  const say = useWords()
  const [wanted, setWanted] = useState(false)
  if (wanted) return <EchoNow brandId={brandId} publicationId={publicationId} />
  return (
    <Button size="s" icon="comment" onPress={() => setWanted(true)}>
      {say('posts.echo')}
    </Button>
  )
}

function EchoNow({ brandId, publicationId }: { brandId: string; publicationId: string }) {
  const say = useWords()
  const format = useFormat()
  const { zone } = useBrand()
  const numbers = useQuery(numbersOf(brandId, publicationId))
  const asked = useInfiniteQuery(commentsOf(brandId, publicationId))
  const comments = asked.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <div className={classes(styles.block, styles.whole)}>
      <h3>{say('posts.echo')}</h3>
      {numbers.error && <Banner tone="warn">{numbers.error.saidIn(say)}</Banner>}
      {numbers.data && <NumberRow numbers={numbers.data} />}
      {asked.isPending && <SkeletonRows rows={2} />}
      {asked.isSuccess && comments.length === 0 && <Dim>{say('posts.echo.none')}</Dim>}
      <List label={say('posts.echo')}>
        {comments.map((comment) => (
          <ListRow
            key={comment.id}
            before={
              <Avatar name={comment.author.name || comment.author.handle} src={comment.author.avatarUrl} size={32} />
            }
            title={comment.author.name || comment.author.handle}
            dim={format.moment(comment.at, zone)}
          >
            <p>{comment.text}</p>
          </ListRow>
        ))}
      </List>
      <LoadMore pages={asked} />
    </div>
  )
}

function NumberRow({ numbers }: { numbers: Numbers }) {
  const say = useWords()
  const format = useFormat()
  return (
    <dl className={styles.numbers}>
      {counted.map((name) => {
        const value = numbers[name]
        if (value === undefined) return null
        return (
          <div key={name}>
            <dt>{say(`posts.numbers.${name}`)}</dt>
            <dd>{format.number(value)}</dd>
          </div>
        )
      })}
    </dl>
  )
}
