import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { type ArticleBrief, articles } from '../../api/support.ts'
import { useWords } from '../../i18n/words.tsx'
import { useBrand, useMayHere } from '../../shell/here.ts'
import { Button } from '../../ui/button.tsx'
import { Badge, Banner, EmptyState, SkeletonRows } from '../../ui/feedback.tsx'
import { Icon } from '../../ui/icon.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Card, List, ListRow, Row } from '../../ui/layout.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { ArticleEditor } from './article-editor.tsx'
import { NewArticle } from './new-article.tsx'
import styles from './support.module.css'
import { SupportPage } from './support-page.tsx'

/** What is known once and for all, in all languages: found while answering, read by everybody. */
export function Screen() {
  const say = useWords()
  const brand = useBrand()
  const mayWrite = useMayHere('editor')
  const [q, setQ] = useState('')
  const [openId, setOpenId] = useState<string | null>(null)
  const [isNew, setNew] = useState(false)
  const asked = useQuery({ ...articles(brand.id, useDeferredValue(q)), placeholderData: (before) => before })
  const all = asked.data?.items ?? []
  const isEmpty = asked.data !== undefined && all.length === 0
  const add = mayWrite && (
    <Button icon="plus" variant="primary" onPress={() => setNew(true)}>
      {say('service.article.add')}
    </Button>
  )
  const published = all.some((one) => one.url !== null)
  return (
    <SupportPage
      place="articles"
      acts={
        !openId && (
          <Row>
            {published && asked.data && (
              <a className={styles.out} href={asked.data.help} target="_blank" rel="noreferrer noopener">
                {say('service.article.public')} <Icon name="external" size={14} />
              </a>
            )}
            {(!isEmpty || q !== '') && add}
          </Row>
        )
      }
    >
      {asked.error && <Banner tone="bad" title={asked.error.saidIn(say)} />}
      {asked.isPending && <SkeletonRows />}
      {openId && <ArticleEditor key={openId} articleId={openId} onClose={() => setOpenId(null)} />}
      {!openId && asked.data && (
        <Card>
          {(!isEmpty || q !== '') && (
            <TextField
              label={say('service.search')}
              type="search"
              before={<Icon name="search" size={16} />}
              value={q}
              onChange={setQ}
            />
          )}
          {isEmpty && (
            <EmptyState title={say(q ? 'service.search.none' : 'service.article.none')} acts={q === '' && add}>
              {say(q ? 'service.search.none.text' : 'service.article.none.text')}
            </EmptyState>
          )}
          <List label={say('service.articles')}>
            {all.map((one) => (
              <ArticleRow key={one.id} article={one} onOpen={() => setOpenId(one.id)} />
            ))}
          </List>
        </Card>
      )}
      {isNew && (
        <NewArticle
          onClose={() => setNew(false)}
          onMade={(id) => {
            setNew(false)
            setOpenId(id)
          }}
        />
      )}
    </SupportPage>
  )
}

function ArticleRow({ article, onOpen }: { article: ArticleBrief; onOpen: () => void }) {
  const say = useWords()
  return (
    <ListRow
      title={<bdi>{article.title}</bdi>}
      dim={article.topic || undefined}
      after={
        <>
          {article.url && (
            <a
              href={article.url}
              target="_blank"
              rel="noreferrer noopener"
              aria-label={say('service.article.see', { name: article.title })}
            >
              <Icon name="external" size={16} />
            </a>
          )}
          <IconButton icon="edit" size="s" label={say('service.change', { name: article.title })} onPress={onOpen} />
        </>
      }
    >
      <div className={styles.badges}>
        {article.languages.map(({ language, published }) => (
          <Badge key={language} tone={published ? 'good' : 'plain'} icon={published ? 'check-circle' : 'edit'}>
            {language.toUpperCase()} {say(published ? 'service.article.published' : 'service.article.draft')}
          </Badge>
        ))}
        <Badge>{say('service.used', { count: article.used })}</Badge>
      </div>
    </ListRow>
  )
}
