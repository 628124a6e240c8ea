import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useAct } from '../../api/ask.ts'
import { type Article, article, changeArticle, deleteArticle, supportPath } from '../../api/support.ts'
import { useWords } from '../../i18n/words.tsx'
import { useBrand, useMayHere } from '../../shell/here.ts'
import { Button } from '../../ui/button.tsx'
import { Confirm } from '../../ui/dialog.tsx'
import { Banner, SkeletonRows } from '../../ui/feedback.tsx'
import { Form } from '../../ui/form.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Card, Row } from '../../ui/layout.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { LanguageTabs } from './language-tabs.tsx'
import styles from './support.module.css'
import { VersionForm } from './version-form.tsx'

/** One article: its address, and each of its languages with how it will look. */
export function ArticleEditor({ articleId, onClose }: { articleId: string; onClose: () => void }) {
  const say = useWords()
  const brand = useBrand()
  const asked = useQuery(article(brand.id, articleId))
  return (
    <>
      <Row>
        <Button icon="arrow-left" variant="quiet" onPress={onClose}>
          {say('service.article.back')}
        </Button>
      </Row>
      {asked.error && <Banner tone="bad" title={asked.error.saidIn(say)} />}
      {asked.isPending && <SkeletonRows rows={2} height="10rem" />}
      {asked.data && <Opened article={asked.data} onClose={onClose} />}
    </>
  )
}

function Opened({ article, onClose }: { article: Article; onClose: () => void }) {
  const say = useWords()
  const mayWrite = useMayHere('editor')
  const [added, setAdded] = useState<string[]>([])
  const [chosen, setChosen] = useState<string | null>(null)
  const written = article.versions.map((one) => one.language)
  const languages = [...new Set([...written, ...added])]
  const language = chosen && languages.includes(chosen) ? chosen : (languages[0] ?? 'en')
  return (
    <>
      <Card
        title={article.versions[0]?.title ?? article.slug}
        acts={
          article.url && (
            <a className={styles.out} href={article.url} target="_blank" rel="noreferrer noopener">
              {say('service.article.open')} <Icon name="external" size={14} />
            </a>
          )
        }
      >
        <LanguageTabs
          label={say('service.languages')}
          languages={languages}
          selected={language}
          onSelect={setChosen}
          onAdd={
            mayWrite
              ? (next) => {
                  setAdded([...added, next])
                  setChosen(next)
                }
              : undefined
          }
          mark={(one) =>
            article.versions.some((of) => of.language === one && of.published) && <Icon name="check-circle" size={14} />
          }
          panel={(one) => <VersionForm key={one} article={article} language={one} mayWrite={mayWrite} />}
        />
      </Card>
      {mayWrite && <Address article={article} onClose={onClose} />}
    </>
  )
}

function Address({ article, onClose }: { article: Article; onClose: () => void }) {
  const say = useWords()
  const brand = useBrand()
  const [isLeaving, setLeaving] = useState(false)
  const touches = [supportPath(brand.id, '/articles')]
  const save = useAct((changes: { slug: string; topic: string }) => changeArticle(brand.id, article.id, changes), {
    ...{ touches, quiet: true, done: say('service.saved') },
  })
  const remove = useAct(() => deleteArticle(brand.id, article.id), { touches, done: onClose })
  return (
    <Card title={say('service.article.address')}>
      <Form
        onSubmit={(form) => save.mutate({ slug: String(form.get('slug')), topic: String(form.get('topic')) })}
        failure={save.error}
        fields={['slug', 'topic']}
        foot={
          <>
            <Button type="submit" isPending={save.isPending}>
              {say('ui.save')}
            </Button>
            <Button variant="danger" icon="trash" onPress={() => setLeaving(true)}>
              {say('service.article.remove')}
            </Button>
          </>
        }
      >
        <TextField
          name="slug"
          label={say('service.article.slug')}
          hint={say('service.article.slug.hint')}
          before="/"
          defaultValue={article.slug}
        />
        <TextField
          name="topic"
          label={say('service.article.topic')}
          hint={say('service.article.topic.hint')}
          optional
          defaultValue={article.topic}
        />
      </Form>
      <Confirm
        isOpen={isLeaving}
        onClose={() => setLeaving(false)}
        title={say('service.article.remove')}
        act={say('ui.delete')}
        danger
        isPending={remove.isPending}
        onAct={() => remove.mutate()}
      >
        <p>{say('service.article.remove.text')}</p>
      </Confirm>
    </Card>
  )
}
