import { useQuery } from '@tanstack/react-query'
import { desk } from '../../api/ask.ts'
import { accounts } from '../../api/brand.ts'
import { post as postOf, thumbnailUrl } from '../../api/content.ts'
import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/words.tsx'
import { useBrand, useMayHere, useParam } from '../../shell/here.ts'
import { MissingScreen } from '../../shell/missing-screen.tsx'
import { ButtonLink } from '../../ui/button.tsx'
import { Badge, Banner, SkeletonRows } from '../../ui/feedback.tsx'
import { Card, Dim, Page, Row } from '../../ui/layout.tsx'
import { FromRepetition } from '../recurring/from-repetition.tsx'
import { RepeatButton } from '../recurring/repeat-button.tsx'
import styles from './posts.module.css'
import { PublicationCard } from './publication-card.tsx'
import { Repeats } from './repeats.tsx'

/** A post after the writing: where it went, and the proof of it. */
export function Screen() {
  const say = useWords()
  const format = useFormat()
  const brand = useBrand()
  const mayWrite = useMayHere('author')
  const mayPlan = useMayHere('editor')
  const asked = useQuery(postOf(brand.id, useParam('postId')))
  const known = useQuery(accounts(brand.id)).data?.items ?? []
  if (asked.error?.status === 404) return <MissingScreen />
  const post = asked.data
  if (!post) {
    return (
      <Page title={say('shell.loading')} width="narrow">
        {asked.error ? <Banner tone="bad" title={asked.error.saidIn(say)} /> : <SkeletonRows />}
      </Page>
    )
  }
  const text = post.body.parts.map((part) => part.text).join('\n\n')
  return (
    <Page
      width="narrow"
      title={post.title || beginningOf(text) || say('posts.untitled')}
      lead={post.plan ? format.moment(post.plan.at, post.plan.zone) : say('posts.unplanned')}
      acts={
        mayWrite && (
          <>
            {mayPlan && <RepeatButton post={() => desk.fetchQuery(postOf(brand.id, post.id))} />}
            <ButtonLink to={`/brands/${brand.id}/compose/${post.id}`} icon="edit">
              {say('posts.edit')}
            </ButtonLink>
          </>
        )
      }
    >
      {post.recurringId && <FromRepetition recurringId={post.recurringId} />}
      <Repeats brandId={brand.id} postId={post.id} />
      <Card title={say('posts.text')}>
        <p className={styles.text}>{text}</p>
        {post.media.length > 0 && (
          <div className={styles.pictures}>
            {post.media.map((one) => (
              <img key={one.id} src={thumbnailUrl(brand.id, one.id)} alt={one.alt} loading="lazy" />
            ))}
          </div>
        )}
        <Row>
          {(post.publications.length === 0 || post.stage !== 'draft') && (
            <Badge>{say(`posts.stage.${post.stage}`)}</Badge>
          )}
          <Dim>{say('posts.changed', { person: post.changedBy, when: format.moment(post.changedAt, brand.zone) })}</Dim>
        </Row>
      </Card>
      {post.publications.map((publication) => (
        <PublicationCard
          key={publication.id}
          brandId={brand.id}
          publicationId={publication.id}
          account={known.find((one) => one.id === publication.accountId)}
        />
      ))}
      {post.publications.length === 0 && <Dim>{say('posts.noPublications')}</Dim>}
    </Page>
  )
}

const titleLength = 80

/** The first words of a text, never a piece of one. */
function beginningOf(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  if (line.length <= titleLength) return line
  const cut = line.slice(0, titleLength + 1)
  const end = cut.lastIndexOf(' ')
  return `${cut.slice(0, end > 0 ? end : titleLength).toWellFormed()}…`
}
