import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { failureOf } from '../../api/failure.ts'
import { commentsOf, type Numbers, numbersOf, type Publication } from '../../api/publishing.ts'
import { useNetwork } from '../../api/use-network.ts'
import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/words.tsx'
import { useBrand } from '../../shell/here.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { Button } from '../../ui/button.tsx'
import { classes } from '../../ui/classes.ts'
import { Banner, SkeletonRows } from '../../ui/feedback.tsx'
import { Dim, List, ListRow } from '../../ui/layout.tsx'
import { LoadMore } from '../../ui/load-more.tsx'
import { nextLook } from './next-look.ts'
import styles from './posts.module.css'

const counted = ['views', 'reach', 'likes', 'reshares', 'quotes', 'comments'] as const satisfies (keyof Numbers)[]

type EchoProps = { brandId: string; publication: Omit<Publication, 'postId'> }

/** What people made of it, read from the network when somebody wants to know; what a network never tells is said at once. */
export function Echo({ brandId, publication }: EchoProps) {
  const say = useWords()
  const [wanted, setWanted] = useState(false)
  const network = useNetwork(publication.network)
  if (!network) return null
  const { comments, metrics } = network.can
  if (!comments && !metrics) return <Dim>{say('posts.echo.mute', { network: network.name })}</Dim>
  if (wanted) return <EchoNow brandId={brandId} publication={publication} />
  return (
    <Button size="s" icon="comment" onPress={() => setWanted(true)}>
      {say('posts.echo')}
    </Button>
  )
}

function EchoNow({ brandId, publication }: EchoProps) {
  const say = useWords()
  return (
    <div className={classes(styles.block, styles.whole)}>
      <h3>{say('posts.echo')}</h3>
      <NumbersNow brandId={brandId} publication={publication} />
      <CommentsNow brandId={brandId} publication={publication} />
    </div>
  )
}

function NumbersNow({ brandId, publication }: EchoProps) {
  const say = useWords()
  const refetchInterval = useNextLook(publication)
  const { data, error, isPending } = useQuery({ ...numbersOf(brandId, publication.id), refetchInterval })
  if (data) return <NumberRow numbers={data} />
  if (isPending) return <SkeletonRows rows={1} />
  return <Untold error={error} instead="publishing.noNumbers" words={say('posts.echo.noNumbers')} />
}

function CommentsNow({ brandId, publication }: EchoProps) {
  const say = useWords()
  const format = useFormat()
  const { zone } = useBrand()
  const refetchInterval = useNextLook(publication)
  const asked = useInfiniteQuery({ ...commentsOf(brandId, publication.id), refetchInterval })
  if (asked.isPending) return <SkeletonRows rows={2} />
  if (!asked.data)
    return <Untold error={asked.error} instead="publishing.noComments" words={say('posts.echo.noComments')} />
  const comments = asked.data.pages.flatMap((page) => page.items)
  if (comments.length === 0) return <Dim>{say('posts.echo.none')}</Dim>
  return (
    <>
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
    </>
  )
}

/** What a network never tells is no failure. */
function Untold({ error, instead, words }: { error: unknown; instead: string; words: string }) {
  const say = useWords()
  const failure = failureOf(error)
  if (failure.code === instead) return <Dim>{words}</Dim>
  return <Banner tone="warn">{failure.saidIn(say)}</Banner>
}

/** Asks again by itself while it is looked at: often while it is fresh, rarely later, never what cannot be told. */
function useNextLook({ publishedAt }: Pick<Publication, 'publishedAt'>) {
  const [openedAt] = useState(() => Date.now())
  return ({ state: { error } }: { state: { error: unknown } }) =>
    error && failureOf(error).status === 409 ? false : nextLook(publishedAt, openedAt, Date.now())
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
